import { type Static, Type } from '@sinclair/typebox'
import { date, id, instant, nullable, oneOf, pageOf, ref, thing, words } from '../shared/schema.ts'

export const NewCourseSession = thing('NewCourseSession', 'When a course of a recovery college is given.', {
  startsOn: date(),
  endsOn: date(),
  times: words(200, 'On which days, and when.', 'Tuesdays from 10 to 12'),
  place: words(300, 'Where.', 'Recovery college, 1 Dee Street'),
  places: Type.Integer({ minimum: 1, maximum: 1_000, description: 'How many can take part.', examples: [12] }),
})
export const CourseSession = thing('CourseSession', 'When a course is given, and what places there are.', {
  id: id(),
  resourceId: id(),
  ...NewCourseSession.properties,
  placesLeft: Type.Integer({ minimum: 0, description: 'Places that are free.', examples: [3] }),
  registeredAt: instant(),
})
export const CourseSessionPage = pageOf(CourseSession)

export const NewCourseEnrolment = thing('NewCourseEnrolment', 'That a person takes part in a course.', {
  courseSessionId: id(),
})
export const CourseEnrolment = thing('CourseEnrolment', 'A place on a course, or a wait for one.', {
  id: id(),
  courseSessionId: id(),
  caseId: id(),
  status: ref(
    oneOf(['enrolled', 'waiting', 'withdrawn'], {
      $id: 'CourseEnrolmentStatus',
      description: 'Who waits has the next place that somebody gives back, the longest wait first.',
    }),
  ),
  askedAs: Type.String({ description: 'The role of whoever asked for it.', examples: ['person'] }),
  askedAt: instant(),
  enrolledAt: nullable(instant(), { description: 'Since when there is a place; null: none yet.', examples: [null] }),
  withdrawnAt: nullable(instant(), { description: 'When it was given up; null while it stands.', examples: [null] }),
})
export const CourseEnrolmentPage = pageOf(CourseEnrolment)

export type CourseSession = Static<typeof CourseSession>
export type CourseEnrolment = Static<typeof CourseEnrolment>
export const courseSchemas = [
  NewCourseSession,
  CourseSession,
  CourseSessionPage,
  NewCourseEnrolment,
  CourseEnrolment,
  CourseEnrolmentPage,
]
