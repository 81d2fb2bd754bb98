import type { Test } from 'tap'
import type { Answer } from './client.ts'
import { refused } from './refused.ts'
import type { Service } from './service.ts'

/** A part of a body that breaks the contract, the field that the answer must name, and a name for it where the field's is not enough. */
export type Wrong = readonly [more: object, pointer: string, name?: string | undefined]

/** Holds a request to 400 for each of these, with the field named and nothing written. */
export async function invalid(
  t: Test,
  service: Service,
  wrong: readonly Wrong[],
  ask: (more: object) => Promise<Answer<unknown>>,
): Promise<void> {
  for (const [more, pointer, name = pointer] of wrong) {
    const { errors } = await refused(t, service, () => ask(more), 'request-invalid', name)
    const named = errors?.map((error) => error.pointer) ?? []
    t.ok(named.includes(pointer), `${name}: ${pointer} is named`, { named })
  }
}
