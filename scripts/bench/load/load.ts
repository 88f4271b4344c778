import { connect, type Socket } from "node:net";

/** What a load got: how many answers a second, how long they took in ms, and their statuses. */
export type LoadResult = {
  answers: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
  statuses: ReadonlyMap<number, number>;
};

/** Requests to one server, from many connections that stay open. */
export type Load = {
  port: number;
  connections: number;
  /** The bytes of the next request; null if there are no more, "wait" if none is ready. */
  next: () => Buffer | "wait" | null;
  /** Ends after this, at the latest. */
  durationMs: number;
  /**
   * Requests that are due each second, whether or not those before were answered: how long one
   * takes then counts from when it was due. Without it, each connection sends its next request
   * when the last was answered.
   */
  perSecond?: number;
};

const TICK_MS = 5;
const HEAD_END = "\r\n\r\n";
const LAST_CHUNK = "0\r\n\r\n";

/**
 * Sends requests and measures. A client of its own, since no package sends as fast as Node answers:
 * any of them would be what is measured.
 *
 * Throws if a connection breaks.
 */
export async function sendLoad(load: Load): Promise<LoadResult> {
  const took: number[] = [];
  const statuses = new Map<number, number>();
  const startedAt = performance.now();
  const endAt = startedAt + load.durationMs;
  const onAnswer = (status: number, ms: number) => {
    took.push(ms);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  const senders = await Promise.all(
    Array.from({ length: load.connections }, () => openSender(load.port, onAnswer)),
  );
  try {
    await (load.perSecond === undefined
      ? Promise.all(senders.map((sender) => sendInTurn(sender, load, endAt)))
      : sendWhenDue(senders, { ...load, perSecond: load.perSecond }, endAt));
  } finally {
    for (const { socket } of senders) socket.destroy();
  }
  return resultOf(took, statuses, performance.now() - startedAt);
}

type Sender = { socket: Socket; send: (request: Buffer, dueAt?: number) => Promise<void> };

async function sendInTurn(sender: Sender, load: Load, endAt: number): Promise<void> {
  while (performance.now() < endAt) {
    const request = load.next();
    if (request === null) return;
    if (request === "wait") await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    else await sender.send(request);
  }
}

async function sendWhenDue(
  senders: readonly Sender[],
  { next, perSecond }: Load & { perSecond: number },
  endAt: number,
): Promise<void> {
  const free = [...senders];
  const due: { request: Buffer; at: number }[] = [];
  const underWay = new Set<Promise<void>>();
  const sendDue = () => {
    while (due.length > 0 && free.length > 0) {
      const [sender, first] = [free.shift(), due.shift()];
      if (sender === undefined || first === undefined) return;
      const answered = sender.send(first.request, first.at).then(() => {
        underWay.delete(answered);
        free.push(sender);
        sendDue();
      });
      underWay.add(answered);
    }
  };
  const startedAt = performance.now();
  let isOver = false;
  for (let turn = 0; !isOver; ) {
    const at = startedAt + (turn / perSecond) * 1_000;
    const now = performance.now();
    if (now >= endAt) break;
    if (now < at) {
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
      continue;
    }
    const request = next();
    turn += 1;
    if (request === null) isOver = true;
    else if (request !== "wait") due.push({ request, at });
    sendDue();
  }
  while (underWay.size > 0 || due.length > 0) await Promise.all(underWay);
}

async function openSender(
  port: number,
  onAnswer: (status: number, ms: number) => void,
): Promise<Sender> {
  const socket = connect(port, "127.0.0.1").setNoDelay(true);
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve).once("error", reject);
  });
  let waiting: { resolve: () => void; reject: (error: Error) => void; at: number } | null = null;
  let reading = newReading();
  const fail = (error: Error) => waiting?.reject(error);
  socket.on("error", fail).on("close", () => fail(new Error("The server closed a connection.")));
  socket.on("data", (chunk) => {
    if (!isWhole(reading, chunk) || waiting === null) return;
    const { resolve, at } = waiting;
    onAnswer(reading.status, performance.now() - at);
    waiting = null;
    reading = newReading();
    resolve();
  });
  return {
    socket,
    send: (request, dueAt = performance.now()) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject, at: dueAt };
        socket.write(request);
      }),
  };
}

/** An answer while it is read; `rest` counts the bytes of its body that are still to come. */
type Reading = { head: string; status: number; rest: number | null; isChunked: boolean };

const newReading = (): Reading => ({ head: "", status: 0, rest: null, isChunked: false });

/** Takes the next bytes of an answer; true if they are its last. */
function isWhole(reading: Reading, chunk: Buffer): boolean {
  if (reading.rest !== null) {
    reading.rest -= chunk.length;
    return reading.isChunked ? chunk.toString("latin1").endsWith(LAST_CHUNK) : reading.rest <= 0;
  }
  reading.head += chunk.toString("latin1");
  const end = reading.head.indexOf(HEAD_END);
  if (end === -1) return false;
  const head = reading.head.slice(0, end);
  reading.status = Number(head.slice(9, 12));
  reading.isChunked = /\r\ntransfer-encoding: chunked/i.test(head);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  reading.rest = length - (reading.head.length - end - HEAD_END.length);
  return reading.isChunked ? reading.head.endsWith(LAST_CHUNK) : reading.rest <= 0;
}

function resultOf(
  took: number[],
  statuses: ReadonlyMap<number, number>,
  elapsedMs: number,
): LoadResult {
  const sorted = took.toSorted((left, right) => left - right);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return {
    answers: took.length,
    perSecond: took.length / (elapsedMs / 1_000),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
    statuses,
  };
}
