import type { Element, ElementContent } from "hast";
import { element, isBlank, textOf } from "./elements.ts";

/** A point of a list: `numbers` is what its marker can mean, such as 9 and 1 for “i”. */
type Point = { level: number; isNumbered: boolean; numbers: number[]; content: ElementContent[] };

/** Word writes the points of lists as paragraphs, which its styles number: made into lists. */
export function listsOfWord(nodes: readonly ElementContent[]): ElementContent[] {
  const made: ElementContent[] = [];
  /** The lists that are open, each within the last point of the one before. */
  let open: { level: number; list: Element; next: number }[] = [];
  const addPoint = ({ level, isNumbered, numbers, content }: Point) => {
    open = open.filter((list) => list.level <= level);
    const tagName = isNumbered ? "ol" : "ul";
    let current = open.at(-1);
    if (current?.level === level) {
      const goesOn = numbers.length === 0 || numbers.includes(current.next);
      if (current.list.tagName !== tagName || !goesOn) {
        open.pop();
        current = open.at(-1);
      }
    }
    if (current === undefined || current.level < level) {
      const [start = 1] = numbers;
      const list = element(tagName, start === 1 ? {} : { start }, []);
      const above = current?.list.children.at(-1);
      if (above?.type === "element") above.children.push(list);
      else made.push(list);
      current = { level, list, next: start };
      open.push(current);
    }
    current.list.children.push(element("li", {}, content));
    current.next += 1;
  };
  for (const node of nodes) {
    const point = pointOf(node);
    const points = point === null ? pointsOfTheWeb(node) : [point];
    if (points.length === 0) {
      const isSpace = node.type === "text" && node.value.trim() === "";
      if (!isSpace) open = [];
      if (!isSpace || open.length === 0) made.push(node);
    }
    for (const point of points) addPoint(point);
  }
  return made;
}

function pointOf(node: ElementContent): Point | null {
  if (node.type !== "element" || node.tagName !== "p") return null;
  const [, level] = /mso-list:\s*l\d+\s+level(\d+)/i.exec(styleOf(node)) ?? [];
  if (level === undefined) return null;
  const marker = textOf(node.children.filter(isMarker)).trim();
  // The last of several: 1.2. is the second point.
  const [, number] = /^\(?(?:\d+\.)*(\d+|[a-z]+)[.)]/i.exec(marker) ?? [];
  const isNumbered = number !== undefined && !/^o$/i.test(marker);
  return {
    level: Number(level),
    isNumbered,
    numbers: isNumbered ? numbersOf(number) : [],
    content: [
      element(
        "p",
        {},
        node.children.filter((child) => !isMarker(child)),
      ),
    ],
  };
}

/** In Word on the web each point is a list of its own, in an element of its own. */
function pointsOfTheWeb(node: ElementContent): Point[] {
  if (node.type !== "element") return [];
  if (node.tagName === "div") {
    const [only, ...others] = node.children.filter((child) => !isBlank(child));
    return only !== undefined && others.length === 0 && !isHolder(only) ? pointsOfTheWeb(only) : [];
  }
  if (node.tagName !== "ul" && node.tagName !== "ol") return [];
  const items = node.children.filter((child) => !isBlank(child));
  const isNumbered = node.tagName === "ol";
  const points = items.flatMap((item, index): Point[] => {
    if (item.type !== "element") return [];
    const { dataAriaLevel, dataAriaPosinset } = item.properties;
    if (dataAriaLevel === undefined) return [];
    const start = Number(node.properties["start"] ?? 1);
    const number = Number(dataAriaPosinset ?? start + index);
    const numbers = isNumbered && Number.isSafeInteger(number) ? [number] : [];
    return [{ level: Number(dataAriaLevel), isNumbered, numbers, content: item.children }];
  });
  return points.length === items.length ? points : [];
}

function isHolder(node: ElementContent): boolean {
  return node.type === "element" && node.tagName === "div";
}

/** What the marker of a point can mean, the likelier first. */
function numbersOf(marker: string): number[] {
  if (/^\d+$/.test(marker)) return [Number(marker)];
  const roman = romanOf(marker.toLowerCase());
  if (marker.length > 1) return roman === null ? [] : [roman];
  const letter = marker.toLowerCase().charCodeAt(0) - "a".charCodeAt(0) + 1;
  if (roman === null) return [letter];
  return roman === 1 ? [roman, letter] : [letter, roman];
}

const ROMAN = new Map([
  ["i", 1],
  ["v", 5],
  ["x", 10],
  ["l", 50],
  ["c", 100],
]);

function romanOf(letters: string): number | null {
  const values = [...letters].map((letter) => ROMAN.get(letter));
  let sum = 0;
  for (const [index, value] of values.entries()) {
    if (value === undefined) return null;
    sum += value < (values[index + 1] ?? 0) ? -value : value;
  }
  return sum;
}

/** The number or sign, which Word writes as text: in a span that says so, maybe in others. */
function isMarker(node: ElementContent): boolean {
  if (node.type !== "element") return false;
  if (/mso-list:\s*ignore/i.test(styleOf(node))) return true;
  return (
    node.tagName === "span" && node.children.length > 0 && node.children.every(isMarkerOrSpace)
  );
}

function isMarkerOrSpace(node: ElementContent): boolean {
  return isMarker(node) || node.type === "comment";
}

function styleOf({ properties }: Element): string {
  return String(properties["style"] ?? "");
}
