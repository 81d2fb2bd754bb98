import type { CaseView, Task, TimelineEntry } from '../../src/cases/schemas.ts'
import { clocksOfWaits } from '../../src/rules/progress/clocks.ts'
import { actorOf } from './actors.ts'
import type { Client } from './client.ts'
import type { Journey } from './journey.ts'

const inRoles = ['mdt-member', 'panel-member', 'lived-experience-member'] as const

/** Where a person's case stands, as they read it, whose task it is, and what happened last. */
export interface Standing extends Omit<CaseView, 'clocks'> {
  /** The clocks that what happens starts and stops. */
  readonly clocks: readonly string[]
  /** The clocks that run as long as somebody is waited for. */
  readonly clocksOfWaits: readonly string[]
  readonly tasksOf: readonly string[]
  readonly lastHappened: string
}

/** Reads it over HTTP: the case and its timeline as the person, and the tasks of everybody who could have one. */
export async function standing(journey: Journey): Promise<Standing> {
  const path = `/v1/cases/${journey.ids.caseId}`
  const { clocks, ...view } = (await journey.person.get<CaseView>(path)).ok
  const timeline = await journey.person.get<{ items: TimelineEntry[] }>(`${path}/timeline?limit=1`)
  return {
    ...view,
    clocks: clocks.filter((clock) => !isOfWait(clock)).map(clockInWords),
    clocksOfWaits: clocks.filter(isOfWait).map(clockInWords),
    tasksOf: await tasksOf(journey),
    lastHappened: timeline.ok.items[0]?.type ?? '',
  }
}

const isOfWait = ({ kind }: { kind: string }) => (clocksOfWaits as readonly string[]).includes(kind)

function clockInWords({
  kind,
  startedOn,
  dueOn,
  workingDays,
  paused,
  stoppedOn,
  breached,
}: CaseView['clocks'][number]) {
  const state = stoppedOn ? `stopped ${stoppedOn}` : paused ? 'paused' : 'runs'
  return `${kind}: ${startedOn} + ${workingDays} = ${dueOn}, ${state}${breached ? ', breached' : ''}`
}

async function tasksOf(journey: Journey): Promise<string[]> {
  const { person, representative, careCoordinator, broker, officer, teamManager } = journey
  const everybody: Client[] = [person, representative, careCoordinator, broker, officer, teamManager]
  const others = inRoles.map((role) => journey.service.as(actorOf(role)))
  const having: string[] = []
  for (const client of [...everybody, ...others]) {
    const { items } = (await client.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok
    if (items.some((task) => task.caseId === journey.ids.caseId)) having.push(client.actor?.roles?.[0] ?? '')
  }
  return having
}

/** Everything that happened on the case, from its beginning. */
export async function whatHappened({ person, ids }: Journey): Promise<TimelineEntry[]> {
  const { ok } = await person.get<{ items: TimelineEntry[] }>(`/v1/cases/${ids.caseId}/timeline?limit=100`)
  return ok.items.toReversed()
}
