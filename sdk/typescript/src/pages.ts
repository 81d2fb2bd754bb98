/** A page of a list, and where the next begins. */
interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextCursor?: string | null
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
