/** The same items. While one is worked on, the next is made: one, so that memory is bounded. */
export async function* oneAhead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  try {
    let next = items.next();
    for (let made = await next; !made.done; made = await next) {
      next = items.next();
      // A failure is heard of when it is this item's turn.
      next.catch(() => undefined);
      yield made.value;
    }
  } finally {
    await items.return(undefined);
  }
}
