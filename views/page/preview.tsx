import { SHARE_PICTURE_SIZE } from "../../src/shared/pages/share-picture.ts";
import { knownLocale } from "../../src/shared/text/known-locale.ts";

/** How others show a link to a page: in messengers, search engines and social networks. */
export type Preview = {
  /** The address of the page, in full. */
  url: string;
  title: string;
  description: string;
  siteName: string;
  /** The language of title and description, as a BCP 47 tag. */
  language: string;
  /** 1200 × 630 pixels, and what it shows, in words. */
  image: { url: string; alt: string };
  /** Of a letter; null of any other page. */
  article: { publishedOn: Date | null } | null;
};

/** Sources: https://ogp.me, https://developer.x.com/en/docs/x-for-websites/cards. */
export function PreviewTags({ preview }: { preview: Preview }) {
  const { url, title, description, image, article } = preview;
  const publishedOn = article?.publishedOn ?? null;
  return (
    <>
      <link rel="canonical" href={url} />
      <meta name="description" content={description} />
      <meta property="og:type" content={article === null ? "website" : "article"} />
      <meta property="og:site_name" content={preview.siteName} />
      <meta property="og:url" content={url} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:locale" content={localeOf(preview.language)} />
      {publishedOn && (
        <meta property="article:published_time" content={publishedOn.toISOString().slice(0, 10)} />
      )}
      <meta property="og:image" content={image.url} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content={`${SHARE_PICTURE_SIZE.width}`} />
      <meta property="og:image:height" content={`${SHARE_PICTURE_SIZE.height}`} />
      <meta property="og:image:alt" content={image.alt} />
      <meta name="twitter:card" content="summary_large_image" />
      <meta name="twitter:title" content={title} />
      <meta name="twitter:description" content={description} />
      <meta name="twitter:image" content={image.url} />
      <meta name="twitter:image:alt" content={image.alt} />
    </>
  );
}

/** A language with the country where most speak it, such as `de_DE`, which Open Graph asks for. */
function localeOf(tag: string): string {
  // British English: the words of this product.
  if (tag === "en") return "en_GB";
  const { language, region } = knownLocale(tag).maximize();
  return region === undefined || /\d/.test(region) ? language : `${language}_${region}`;
}
