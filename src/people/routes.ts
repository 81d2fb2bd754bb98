import { etag, orNotFound, type Platform, write } from '../platform/http/operation.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { ref } from '../shared/schema.ts'
import { changePerson } from './change-person.ts'
import { registerPerson } from './register-person.ts'
import { findPerson } from './repository.ts'
import { NewPerson, Person, PersonPatch, PersonSearch, PersonSearchResult } from './schemas.ts'
import { searchPeople } from './search-people.ts'

export async function peopleRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.post(
    '/people',
    operation({
      id: 'registerPerson',
      tag: 'People',
      summary: 'Register a person',
      description: 'A person is born today or earlier, and not before 1900.',
      permission: 'person:write',
      problems: [409],
      schema: { body: ref(NewPerson), response: { 201: ref(Person) } },
    }),
    (request, reply) => write(platform, request, reply, (tx, context) => registerPerson(tx, context, request.body)),
  )

  app.post(
    '/people/searches',
    operation({
      id: 'searchPeople',
      tag: 'People',
      summary: 'Find a person by NHS number',
      permission: 'person:search',
      schema: { body: ref(PersonSearch), response: { 200: ref(PersonSearchResult) } },
    }),
    (request, reply) => write(platform, request, reply, (tx, context) => searchPeople(tx, context, request.body)),
  )

  app.get(
    '/people/:personId',
    operation({
      id: 'getPerson',
      tag: 'People',
      summary: 'Read a person',
      permission: 'person:read',
      schema: { params: idParams('personId'), response: { 200: ref(Person) } },
    }),
    async (request, reply) => {
      const person = orNotFound(
        await platform.database.read(request.actor, (reads) =>
          findPerson(reads, request.actor, request.params.personId),
        ),
      )
      reply.header('etag', etag(person.version))
      return person
    },
  )

  app.patch(
    '/people/:personId',
    operation({
      id: 'changePerson',
      tag: 'People',
      summary: 'Update a person’s details',
      description: 'A person is born today or earlier, and not before 1900.',
      permission: 'person:write',
      ifMatch: 'required',
      problems: [409],
      schema: { params: idParams('personId'), body: ref(PersonPatch), response: { 200: ref(Person) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        changePerson(tx, context, request.params.personId, request.body),
      ),
  )
}
