/**
 * More than two hundred names as people and organisations write them, one a line: no rule about
 * names may refuse one of these, or take one for another.
 */
const LATIN = `
Madonna
O
Ye
Ng
Ada Lovelace
Jean-Luc Picard
Siân Ó Briain
O’Neill
D'Arcy McGee
Ludwig van Beethoven
Ilse van der Meer
Otto von und zu Guttenberg
Miguel de la Cruz y Fernández
João da Silva e Sousa
Nguyễn Thị Minh Khai
Đặng Hữu Phúc
Łukasz Żółć
Þórdís Kolbrún Reykfjörð
Björk
İbrahim Çağlayan
Zsófia Szűcs
Ştefan Niţă
Māra Bērziņa
Jürgen Großkreutz
Søren Kierkegård
Ærøskøbing Vandlaug
Fa'asavalu Tuilagi
Kamehameha Kāneʻohe
ʻAhahui Mālama
Nkechi Danjuma
Ọláolúwa Adébáyọ̀
Mbongeni kaNgema
Henry Louis Gates Jr.
Mary Smith, PhD
John Paul II
R. E. M.
J. R. R. Tolkien
X Æ A-12
50 Cent
Seven of Nine
deadmau5
bell hooks
k.d. lang
Prince (the artist)
Tīna Tūrner
Maria-Magdalena Œuvray
Xochitl Quetzalcoatl
Rhoshandiatellyneshiaunneveshenk Koyaanisqatsiuth
350.org
1010 Climate
38 Degrees
Group of 77
Local 1199
Extinction Rebellion
AT&T Pensioners
Friends & Neighbours of the Weir
W+K
Save the Bees!
¿Y ahora qué?
#FridaysForFuture
@home
=Equality
Women’s Institute of Upper Slaughter
Aare Paddlers’ Union
Clean Water Assembly
Donau Anglerbund
Ouderkerk Swimming Club
Rivers and People Network
Société des eaux vives
The Estuary Trust
The The
Związek Rzeczny
Fédération internationale de l’automobile
L'Osservatorio
Ⅻ Tables Society
Café “Zur Post” e. V.
Müller GmbH & Co. KG
S.p.A. Acque
Übersee-Club
Coöperatie De Ploeg U.A.
24/7 Helpline
Y2K Survivors
iPhone Users’ Circle
eLife
McDonald Family
MacGregor Clan
`;

const OTHERS = `
Иван Грозный
Мария Склодовская-Кюри
Ольга
Анна-Мария Ђорђевић
Володимир Їжак
Ґанна Ємець
Гринпис России
Общество «Мемориал»
МГУ имени М. В. Ломоносова
Цветан Тодоров
Ќиро Глигоров
Ұлжан Әбдірахманова
Айтматов Чыңгыз
Эзгэний Ёндон
Ελένη Παπαδοπούλου
Νίκος Καζαντζάκης
Ζορμπάς
Σύλλογος Φίλων του Ποταμού
Αθήνα 2004
ΕΛΛΗΝΙΚΗ ΕΤΑΙΡΕΙΑ
Ωμέγα
Αρμονία
Հովհաննես Թումանյան
Անահիտ
Երևանի պետական համալսարան
შოთა რუსთაველი
ნინო
თბილისის უნივერსიტეტი
დავით აღმაშენებელი
משה כהן
רות בן־דוד
ש״י עגנון
האוניברסיטה העברית
צה״ל
محمد رضا‌پور
فاطمة الزهراء
عبد الله بن عبد العزيز
جمعية أصدقاء النهر
نور
یاسمین اختر
زۆراب
انجمن رودها
جامعة ٦ أكتوبر
ۋەلى ئابدۇللا
ܝܫܘܥ ܒܪ ܝܘܣܦ
އިބްރާހީމް ނަސީރު
އައިޝަތު
ߒߞߏ ߘߎ߬ߡߓߎ
ߛߏߟߏߡߣߊ߫ ߞߊ߲ߕߍ߫
राहुल शर्मा
प्रिया वर्मा
श्रीमती इन्दिरा
नदी बचाओ आन्दोलन
ज्ञानेश्वर
রবীন্দ্রনাথ ঠাকুর
নদী রক্ষা পরিষদ
ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ
ਖਾਲਸਾ ਏਡ
મહાત્મા ગાંધી
નર્મદા સમિતિ
ଜଗନ୍ନାଥ ଦାସ
ମହାନଦୀ ସୁରକ୍ଷା
தமிழ்ச்செல்வி
சுப்பிரமணிய பாரதி
ஆறு பாதுகாப்பு இயக்கம்
రవీంద్ర రెడ్డి
గోదావరి సంఘం
ಕುವೆಂಪು
ಕಾವೇರಿ ಸಮಿತಿ
കേരള ശാസ്ത്രസാഹിത്യ പരിഷത്ത്
അമ്മു
ගංගා සුරැකීමේ සංගමය
නිමල් පෙරේරා
สมชาย ใจดี
มูลนิธิสืบนาคะเสถียร
ปู
ສົມພອນ ພົມມະຈັນ
ແມ່ນ້ຳຂອງ
អង្គការមេគង្គ
សុខ វណ្ណា
အောင်ဆန်းစုကြည်
မြစ်ချစ်သူများ
ဦးသန့်
བསྟན་འཛིན་རྒྱ་མཚོ
ཀརྨ་པ།
ᠴᠢᠩᠭᠢᠰ ᠬᠠᠭᠠᠨ
ᠮᠣᠩᠭᠣᠯ
አበበ ቢቂላ
የወንዝ ጥበቃ ማኅበር
ጽዮን
ᏍᏏᏉᏯ
ᏣᎳᎩ ᎠᏰᎵ
ᐃᓄᐃᑦ ᑕᐱᕇᑦ ᑲᓇᑕᒥ
ᐊᓇ
ⵜⵉⴼⵉⵏⴰⵖ ⵏ ⵓⴰⵟⵍⴰⵙ
ⵎⴰⵙⵉⵏⵉⵙⵙⴰ
𞤀𞤣𞤤𞤢𞤥 𞤆𞤵𞤤𞤢𞤪
ꦲꦤꦕꦫꦏ
ᬩᬮᬶ ᬲᬸᬩᬓ᭄
ꦱꦸꦤ꧀ꦝ
ꆈꌠ ꁱꂷ
李
王小明
司马相如
中国环境保护协会
臺灣綠色和平組織
佐藤 葵
山田太郎
さくら
トヨタ自動車
スティーブン・セガール
ＮＨＫ受信者の会
Tシャツ友の会
東京大学・川の研究室
김민준
남궁 민
강을 사랑하는 사람들
국경없는의사회
LG트윈스 팬클럽
ㄱ나니
ㄅㄆㄇ 注音協會
𠮷野家
α Centauri Society
`;

export const GENUINE_NAMES: readonly string[] = [LATIN, OTHERS].flatMap((text) =>
  text.split("\n").filter((line) => line !== ""),
);
