import type { KeptPage } from "./pages/kept-page.ts";

export type Answered = {
  method: string;
  /** The pattern of its route, never its address; null if no route matched. */
  route: string | null;
  status: number;
  /** Until the answer began. */
  seconds: number;
};

/** What a process counts of what it does, for whoever watches it. Holds nothing about people. */
export type Metrics = Readonly<{
  /** Whether an Authorization header holds the token; takes equally long whatever it holds. */
  mayRead: (authorization: string | undefined) => boolean;
  answered: (request: Answered) => void;
  /** A kept page left. Costs less than a microsecond: thousands leave in a second. */
  leftMemory: (
    page: KeptPage,
    request: { address: string; method: string; status: 200 | 304 },
  ) => void;
  signatureAccepted: () => void;
  /** All figures in the text format of Prometheus, and the content type of that. */
  read: () => Promise<{ text: string; type: string }>;
}>;
