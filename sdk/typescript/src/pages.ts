import type { CallOptions } from './call.ts'
import { isPassingFailure, secondsAskedFor } from './failures.ts'
import { wait, waitBefore } from './retries.ts'

/** A page of a list, and where the next begins. */
interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextCursor?: string | null
  /** A feed has no last page: it is followed. */
  readonly more?: never
}
type Cursor = { readonly cursor?: string }

/**
 * All items of a list, page after page, each asked for once the last is used up:
 * `for await (const one of items(client.listCases)) …`
 */
export async function* items<Input extends Cursor, Item>(
  list: (input: Input) => Promise<Page<Item>>,
  input: Omit<Input, 'cursor'> = {} as Omit<Input, 'cursor'>,
): AsyncGenerator<Item, void, undefined> {
  let cursor: string | undefined
  do {
    const page = await list({ ...input, ...(cursor === undefined ? {} : { cursor }) } as Input)
    yield* page.items
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

/**
 * The first item of a list that is wanted, however many pages it takes; none is asked for after it. A `RangeError` where there is none:
 * `const scheme = await firstOf(items(client.listSchemes), ({ code }) => code === 'merseyside-one-off')`
 */
export async function firstOf<Item>(list: AsyncIterable<Item>, wanted: (item: Item) => boolean): Promise<Item> {
  for await (const item of list) if (wanted(item)) return item
  throw new RangeError('No item of the list is the one that is wanted')
}

/** A page of a feed, which always says where to go on. */
interface FeedPage {
  readonly items: readonly unknown[]
  readonly nextCursor: string
  readonly more: boolean
}
/** An operation that gives one. */
type Feed = (input: never, options: CallOptions) => Promise<FeedPage>
type PageOf<Feeds extends Feed> = Pick<Awaited<ReturnType<Feeds>>, 'items' | 'nextCursor'>

/** A feed holds an answer back for so many seconds while there is nothing to tell. */
const secondsHeld = 30
/** How long it is left alone after a call with all its tries failed: longer each time, until one is answered. */
const pauses = { retries: 0, firstWaitMs: 1_000, longestWaitMs: 60_000 }

/**
 * A feed, page after page as something happens, until the signal ends it: while the service is away, or too busy, it is asked again after growing pauses.
 * What does not pass is thrown, as a place that the feed does not know any more (410) or a token that it does not take. Keep `nextCursor` once you have done what the page asks of you, and begin with it
 * again: `for await (const { items, nextCursor } of follow(client.listEvents, { cursor })) …`
 */
export async function* follow<Feeds extends Feed>(
  feed: Feeds,
  input: Omit<NonNullable<Parameters<Feeds>[0]>, 'wait'> = {} as Omit<NonNullable<Parameters<Feeds>[0]>, 'wait'>,
  options: CallOptions = {},
): AsyncGenerator<PageOf<Feeds>, void, undefined> {
  let cursor: string | undefined = (input as Cursor).cursor
  const signal = options.signal ?? new AbortController().signal
  let failed = 0
  for (let more = true; ; ) {
    const asked: object = {
      ...input,
      ...(cursor === undefined ? {} : { cursor }),
      ...(more ? {} : { wait: secondsHeld }),
    }
    let page: FeedPage
    try {
      page = await feed(asked as never, { timeoutMs: 2_000 * secondsHeld, ...options })
    } catch (thrown) {
      if (!isPassingFailure(thrown)) throw thrown
      await wait(waitBefore(failed, secondsAskedFor(thrown), pauses), signal)
      failed += 1
      continue
    }
    failed = 0
    if (page.items.length > 0 || page.nextCursor !== cursor)
      yield { items: page.items, nextCursor: page.nextCursor } as PageOf<Feeds>
    // One that does not wait, as where too many wait already, is not asked without end.
    else if (!page.more) await wait(1_000, signal)
    ;({ nextCursor: cursor, more } = page)
  }
}
