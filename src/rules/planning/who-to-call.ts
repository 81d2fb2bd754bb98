import { daysAfter, instantsInLondon, londonDate } from '../../shared/dates.ts'
import { sourcesNow, type Window } from './cover.ts'

interface Source {
  readonly name: string
  readonly contact: string
  readonly windows: readonly Window[]
}

/**
 * The instants of the next eight days at which who can be called may change: where a window begins or ends, by the clock in England, and where the
 * clock itself changes, at 01:00 UTC.
 */
function turns(sources: readonly Source[], after: Date): Date[] {
  const times = new Set(sources.flatMap(({ windows }) => windows.flatMap(({ from, to }) => [from, to])))
  const days = Array.from({ length: 9 }, (_, index) => daysAfter(londonDate(after), index))
  const instants = days.flatMap((day) => [
    new Date(`${day}T01:00:00Z`),
    ...[...times].flatMap((time) =>
      time === '24:00' ? instantsInLondon(daysAfter(day, 1), '00:00') : instantsInLondon(day, time),
    ),
  ])
  return instants.filter((instant) => instant > after).sort((a, b) => a.getTime() - b.getTime())
}

/** Who can be called at an instant, by the clock in England, and until when without a break; where nobody can, from when somebody can. */
export function whoToCall(
  sources: readonly Source[],
  at: Date,
): { call: { name: string; contact: string; until: string | null }[]; nextFrom: string | null } {
  const call = sourcesNow(sources, at).map((source) => ({
    name: source.name,
    contact: source.contact,
    until:
      turns([source], at)
        .find((turn) => sourcesNow([source], turn).length === 0)
        ?.toISOString() ?? null,
  }))
  const next = call.length > 0 ? undefined : turns(sources, at).find((turn) => sourcesNow(sources, turn).length > 0)
  return { call, nextFrom: next?.toISOString() ?? null }
}
