import t from 'tap'
import type { CourseEnrolment, CourseSession } from '../../src/resources/course-schemas.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { closed } from '../support/closed.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { courseWith, enrol, registerResource } from './acts.ts'

const service = await startService(t)
const { clock } = service
t.beforeEach(async () => clock.set('2026-11-24T09:30:00Z'))
const withdraw = (client: Client, id: string) => client.post<CourseEnrolment>(`/v1/course-enrolments/${id}/withdrawal`)
const sessionsOf = async ({ resourceId }: CourseSession) =>
  (await service.as('person').get<{ items: CourseSession[] }>(`/v1/resources/${resourceId}/sessions`)).ok.items
const enrolmentsOf = async ({ ids, person }: Journey) =>
  (await person.get<{ items: CourseEnrolment[] }>(`/v1/cases/${ids.caseId}/course-enrolments`)).ok.items
const joined = () => journeyTo(service, 'team-complete')

t.test(
  'a place is taken, who comes late waits, and the place that is given up is that of the longest wait',
  async (t) => {
    const course = await courseWith(service, 1)
    t.match(await sessionsOf(course), [{ places: 1, placesLeft: 1, startsOn: '2026-12-24' }])
    const [first, second, third] = [await joined(), await joined(), await joined()]
    const entries = await audited(service, async () => {
      const has = await enrol(first, course.id)
      t.match(has.ok, { status: 'enrolled', askedAs: 'person', enrolledAt: '2026-11-24T09:30:00.000Z' })
      clock.advance({ minutes: 1 })
      t.match((await enrol(second, course.id, second.broker)).ok, {
        status: 'waiting',
        askedAs: 'broker',
        enrolledAt: null,
      })
      clock.advance({ minutes: 1 })
      t.match((await enrol(third, course.id)).ok, { status: 'waiting' })
      t.match(await sessionsOf(course), [{ placesLeft: 0 }])
      t.match((await withdraw(first.person, has.ok.id)).ok, { status: 'withdrawn' })
    })
    t.match(
      entries.map(({ type, facts }) => [type, facts]),
      [
        ['course.enrolled', { status: 'enrolled' }],
        ['course.enrolled', { status: 'waiting' }],
        ['course.enrolled', { status: 'waiting' }],
        ['course.withdrawn', { from: 'enrolled' }],
        ['course.place-given', { courseSessionId: course.id }],
      ],
    )
    t.equal(entries.at(-1)?.actor_id, 'system', 'who gave it up is no business of who has it now')
    t.match(await enrolmentsOf(second), [{ status: 'enrolled' }])
    t.match(await enrolmentsOf(third), [{ status: 'waiting' }])
    t.match(await sessionsOf(course), [{ placesLeft: 0 }])
    t.match((await enrol(first, course.id)).ok, { status: 'waiting' }, 'and asks again, at the end')
  },
)

t.test('who gives up the wait gives no place, and a place comes free where nobody waits', async (t) => {
  const course = await courseWith(service, 1)
  const [first, second] = [await joined(), await joined()]
  const [has, waits] = [(await enrol(first, course.id)).ok, (await enrol(second, course.id)).ok]
  void (await withdraw(second.broker, waits.id)).ok
  t.match(await enrolmentsOf(first), [{ status: 'enrolled' }])
  void (await withdraw(first.person, has.id)).ok
  t.match(await sessionsOf(course), [{ placesLeft: 1 }])
  await refused(t, service, () => withdraw(first.person, has.id), 'wrong-state')
  t.match((await enrol(second, course.id)).ok, { status: 'enrolled' })
})

t.test('the place of a case that has ended can be given up, and goes to nobody whose case has ended', async (t) => {
  const course = await courseWith(service, 1)
  const [first, second, third] = [await joined(), await joined(), await joined()]
  const has = (await enrol(first, course.id)).ok
  for (const journey of [second, third]) void (await enrol(journey, course.id)).ok
  for (const { person, ids } of [first, second])
    void (await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })).ok
  void (await withdraw(first.person, has.id)).ok
  t.match(await enrolmentsOf(third), [{ status: 'enrolled' }])
  t.match(await enrolmentsOf(second), [{ status: 'waiting' }])
})

t.test('nobody has two places, none once the course has begun, and none of what is no course', async (t) => {
  const course = await courseWith(service, 5)
  const [journey, other] = [await joined(), await joined()]
  void (await enrol(journey, course.id)).ok
  await refused(t, service, () => enrol(journey, course.id, journey.broker), 'wrong-state')
  await refused(t, service, () => enrol(journey, unknownId()), 'reference-unknown')
  await closed(t, service, 'course:enrol', (client) => enrol(journey, course.id, client))
  await refused(t, service, () => enrol(journey, course.id, other.person), 'not-found')
  const broker = service.as('broker')
  const group = (await registerResource(broker)).ok
  const session = { startsOn: '2026-12-01', endsOn: '2026-12-01', times: 'At 10', place: 'Here', places: 3 }
  const schedule = (more: object) => broker.post(`/v1/resources/${course.resourceId}/sessions`, { ...session, ...more })
  await refused(t, service, () => broker.post(`/v1/resources/${group.id}/sessions`, session), 'wrong-state')
  await refused(t, service, () => schedule({ startsOn: '2026-11-23' }), 'request-invalid')
  await refused(t, service, () => schedule({ endsOn: '2026-11-30' }), 'request-invalid')
  clock.set('2026-12-25T09:30:00Z')
  await refused(t, service, () => enrol(other, course.id), 'wrong-state', 'the day after it began')
})

t.test('409 wrong-state: nobody is enrolled on a course whose entry was ended; who has a place keeps it', async (t) => {
  const course = await courseWith(service, 5)
  const [journey, other] = [await joined(), await joined()]
  void (await enrol(journey, course.id)).ok
  const broker = service.as('broker')
  void (await broker.post(`/v1/resources/${course.resourceId}/ending`)).ok
  await refused(t, service, () => enrol(other, course.id), 'wrong-state')
  t.match(await enrolmentsOf(journey), [{ status: 'enrolled' }])
})

t.test('the places of who has died, on what has not begun, go to who waits; of what has begun they stay', async (t) => {
  const [begun, coming, waited] = [
    await courseWith(service, 1),
    await courseWith(service, 1),
    await courseWith(service, 1),
  ]
  const [first, second] = [await joined(), await joined()]
  for (const { id } of [begun, coming]) void (await enrol(first, id)).ok
  void (await enrol(second, coming.id)).ok
  void (await enrol(second, waited.id)).ok
  t.match((await enrol(first, waited.id)).ok, { status: 'waiting' })
  await service.database.sql(`update course_session set starts_on = '2026-11-23' where course_session_id = $1`, [
    begun.id,
  ])
  const died = { ending: 'died', on: '2026-11-23' }
  const entries = await audited(service, async () => {
    void (await first.careCoordinator.post(`/v1/cases/${first.ids.caseId}/ending`, died)).ok
  })
  t.match(
    entries.filter(({ type }) => type.startsWith('course.')).map(({ type, case_id }) => [type, case_id]),
    [
      ['course.withdrawn', first.ids.caseId],
      ['course.place-given', second.ids.caseId],
      ['course.withdrawn', first.ids.caseId],
    ],
  )
  t.match(await enrolmentsOf(second), [{ status: 'enrolled' }, { status: 'enrolled' }])
  const left = await service.database.sql<{ status: string }>(
    `select status from course_enrolment where case_id = $1 order by course_enrolment_id`,
    [first.ids.caseId],
  )
  t.same(
    left.map(({ status }) => status),
    ['enrolled', 'withdrawn', 'withdrawn'],
  )
  t.match(await sessionsOf(waited), [{ placesLeft: 0 }], 'a wait that is given up frees no place')
})
