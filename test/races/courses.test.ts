import t from 'tap'
import { courseWith, enrol } from '../resources/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { atOnce, countOf, times } from './at-once.ts'

const service = await startService(t, { poolSize: 12 })
const people: Journey[] = []
for (let each = 0; each < 64; each += 1) people.push(await journeyTo(service, 'case-opened'))

const countsOf = async (id: string) => {
  const rows = await service.database.sql<{ status: string; count: number }>(
    `select status, count(*)::integer from course_enrolment where course_session_id = '${id}' group by status`,
  )
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
}
const takenOf = (id: string) =>
  service.database.sql<{ taken: number }>(`select taken from course_session where course_session_id = '${id}'`)

t.test('64 people at once for the last place: exactly one has it, and 63 wait', async (t) => {
  const course = await courseWith(service, 1)
  // Whoever is told that the service has no room just now asks again, as the contract says.
  const answers = await times(64, async (index) => {
    for (;;) {
      const answer = await enrol(people[index] as Journey, course.id)
      if (answer.status !== 503) return answer
    }
  })
  t.same(countOf(answers), { 201: 64 })
  t.same(await countsOf(course.id), { enrolled: 1, waiting: 63 })
  t.same(await takenOf(course.id), [{ taken: 1 }])
})

t.test('eight give their places up at once while twelve wait: each place goes to one, and none is lost', async (t) => {
  const course = await courseWith(service, 8)
  const enrolments: string[] = []
  for (const journey of people.slice(0, 20)) enrolments.push((await enrol(journey, course.id)).ok.id)
  await atOnce(
    ...enrolments
      .slice(0, 8)
      .map((id, index) => () => (people[index] as Journey).person.post(`/v1/course-enrolments/${id}/withdrawal`)),
  )
  t.same(await countsOf(course.id), { enrolled: 8, waiting: 4, withdrawn: 8 })
  t.same(await takenOf(course.id), [{ taken: 8 }])
})
