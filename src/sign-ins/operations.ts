import { personTold } from '../case-access/told-of.ts'
import { findPerson } from '../people/repository.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { listCodes } from './codes-repository.ts'
import { confirmEndOfSignIn } from './confirm-end-of-sign-in.ts'
import { confirmSignInCode } from './confirm-sign-in-code.ts'
import { endSignIn } from './end-sign-in.ts'
import { issueSignInCode } from './issue-sign-in-code.ts'
import { linkSignIn } from './link-sign-in.ts'
import { listAllSignIns, listSignInsOfPerson } from './repository.ts'
import {
  NewSignIn,
  NewSignInCode,
  SignIn,
  SignInCode,
  SignInCodeIssued,
  SignInCodePage,
  SignInPage,
} from './schemas.ts'

export const signInOperations = operationsOf('People', [
  write('issueSignInCode', 'POST /people/:personId/sign-in-codes', {
    summary: 'Issue a code by which a person links their own sign-in',
    description:
      'The code is told once and kept nowhere: whoever repeats the Idempotency-Key is told that it was issued (`answer-not-kept`), and issues another with another key. A new code replaces the one before. It can be used within 72 hours, once, after somebody else has confirmed it.',
    permission: 'sign-in:issue',
    problems: [403, 409],
    body: NewSignInCode,
    gives: { 201: SignInCodeIssued },
    run: issueSignInCode,
  }),
  list('listSignInCodes', '/people/:personId/sign-in-codes', {
    summary: 'List the codes that were issued for a person, newest first, without the codes',
    permission: 'person:read',
    view: 'sign-in',
    gives: SignInCodePage,
    of: findPerson,
    read: listCodes,
  }),
  write('confirmSignInCode', 'POST /sign-in-codes/:signInCodeId/confirmation', {
    summary: 'Confirm a code that somebody else issued',
    permission: 'sign-in:issue',
    problems: [403, 409],
    gives: { 200: SignInCode },
    run: confirmSignInCode,
  }),
  write('linkSignIn', 'POST /sign-ins', {
    summary: 'Link your own sign-in to your record',
    description:
      'By the code that you were given and your date of birth, or by an NHS number that the issuer of your token has verified. Nobody who works here can do it. Every refusal is the same, and is counted.',
    permission: 'sign-in:link',
    problems: [409, 422],
    body: NewSignIn,
    gives: { 201: SignIn },
    run: linkSignIn,
  }),
  list('listSignIns', '/sign-ins', {
    summary: 'List every sign-in of the commissioner’s people, newest first',
    permission: 'sign-in:list',
    gives: SignInPage,
    tellsOf: personTold,
    read: listAllSignIns,
  }),
  list('listSignInsOfPerson', '/people/:personId/sign-ins', {
    summary: 'List who signs in as a person, or did, newest first',
    permission: 'person:read',
    view: 'sign-in',
    gives: SignInPage,
    of: findPerson,
    read: listSignInsOfPerson,
  }),
  write('endSignIn', 'POST /sign-ins/:signInId/ending', {
    summary: 'End a sign-in, or propose to end it',
    description: 'Your own ends at once. An officer proposes it, and another officer confirms.',
    permission: 'sign-in:end',
    problems: [403, 409],
    gives: { 200: SignIn },
    run: endSignIn,
  }),
  write('confirmEndOfSignIn', 'POST /sign-ins/:signInId/ending/confirmation', {
    summary: 'End a sign-in that another officer proposed to end',
    permission: 'sign-in:end',
    problems: [403, 409],
    gives: { 200: SignIn },
    run: confirmEndOfSignIn,
  }),
])
