import { move } from '../line-moves/acts.ts'
import { journeyTo } from './journey.ts'
import type { Service } from './service.ts'

/** A plan whose money moved from one line to another. */
export async function moneyRoad(service: Service): Promise<Record<string, string>> {
  const journey = await journeyTo(service, 'plan-agreed')
  void (await move(journey)).ok
  return {}
}
