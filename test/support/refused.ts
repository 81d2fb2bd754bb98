import type { Test } from 'tap'
import type { ProblemCode } from '../../src/problems.ts'
import type { Answer, ProblemBody } from './client.ts'
import type { Service } from './service.ts'

/**
 * Holds a request to its refusal: this code, and nothing written anywhere, no audit entry either.
 * Not for requests that race, since it compares what was written to the whole database before and after.
 */
export async function refused(
  t: Test,
  service: Service,
  ask: () => Promise<Answer<unknown>>,
  code: ProblemCode,
  title: string = code,
): Promise<ProblemBody> {
  const before = await service.database.fingerprint()
  const answer = await ask()
  const after = await service.database.fingerprint()
  t.equal(answer.problem.code, code, title)
  t.same(after, before, `${title}: nothing is written`)
  if (answer.status === 429) t.match(answer.headers.get('retry-after'), /^[1-9]\d*$/, `${title}: and for how long`)
  return answer.problem
}
