import type { PathwayStep } from './pathway-steps.ts'
import type { Service } from './service.ts'
import { copyOfStation } from './stations.ts'
import { begin, type Journey, type JourneyOptions } from './walk.ts'

export type { Journey, JourneyOptions } from './walk.ts'

/**
 * Takes a new person to a step. Each call is another person; the first signs in as the role's usual holder. Somebody has walked there
 * over HTTP once in this run, and is copied; where the service is not as it started, it is walked again.
 */
export async function journeyTo(
  service: Service,
  pathwayStep: PathwayStep,
  options: JourneyOptions = {},
): Promise<Journey> {
  const walk = begin(service, options)
  const ids = await copyOfStation(walk, pathwayStep)
  return ids ? walk.standAt(pathwayStep, ids) : walk.on(pathwayStep)
}
