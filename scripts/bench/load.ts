import { type Socket, connect } from "node:net";

/** What a load met: how many answers a second, how long they took in ms, and their statuses. */
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
  /** The bytes of the next request; null where there are no more. */
  next: () => Buffer | null;
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

/**
 * Sends requests and measures. A client of its own, since no package sends as fast as Node
 * answers: with them, the figure of whatever is measured would be theirs.
 *
 * Throws: where a connection breaks, or an answer says nothing of its length.
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
    await sender.send(request);
  }
}

async function sendWhenDue(
  idle: Sender[],
  load: Load & { perSecond: number },
  endAt: number,
): Promise<void> {
  const free = [...idle];
  const due: { request: Buffer; at: number }[] = [];
  const underWay = new Set<Promise<void>>();
  const startedAt = performance.now();
  let sent = 0;
  const sendDue = () => {
    while (due.length > 0 && free.length > 0) {
      const sender = free.pop();
      const first = due.shift();
      if (sender === undefined || first === undefined) return;
      const answered = sender.send(first.request, first.at).then(() => {
        underWay.delete(answered);
        free.push(sender);
        sendDue();
      });
      underWay.add(answered);
    }
  };
  for (let isOver = false; !isOver; ) {
    const now = performance.now();
    isOver = now >= endAt;
    for (; !isOver && sent < ((now - startedAt) / 1_000) * load.perSecond; sent += 1) {
      const request = load.next();
      if (request === null) {
        isOver = true;
        break;
      }
      due.push({ request, at: startedAt + (sent / load.perSecond) * 1_000 });
    }
    sendDue();
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
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
  let head = "";
  /** Bytes of the body that are still to come; null while the head is not read. */
  let rest: number | null = null;
  let status = 0;
  const fail = (error: Error) => waiting?.reject(error);
  socket.on("error", fail).on("close", () => fail(new Error("The server closed a connection.")));
  socket.on("data", (chunk) => {
    if (rest === null) {
      head += chunk.toString("latin1");
      const end = head.indexOf(HEAD_END);
      if (end === -1) return;
      const bodyRead = head.length - end - HEAD_END.length;
      status = Number(head.slice(9, 12));
      const length = lengthOf(head.slice(0, end), status);
      if (length === null) return fail(new Error(`An answer ${status} without a length.`));
      rest = length - bodyRead;
      head = "";
    } else rest -= chunk.length;
    if (rest > 0 || waiting === null) return;
    rest = null;
    const { resolve, at } = waiting;
    waiting = null;
    onAnswer(status, performance.now() - at);
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

function lengthOf(head: string, status: number): number | null {
  if (status === 304 || status === 204) return 0;
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  return length === undefined ? null : Number(length);
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
