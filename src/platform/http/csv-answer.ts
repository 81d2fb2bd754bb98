import { Type } from '@sinclair/typebox'
import type { FastifyReply } from 'fastify'
import { csvMark, toCsv } from '../../shared/csv.ts'
import type { Table } from './operation-spec.ts'

/** The answer of an operation that gives a table. */
export const csvAnswer = (description: string) => ({
  description,
  content: {
    'text/csv': {
      schema: Type.String({
        description: 'Rows as CSV (RFC 4180) in UTF-8, the first of them the names of the columns.',
        examples: ['day,line,what\r\n'],
      }),
    },
  },
})

export const sendCsv = (reply: FastifyReply, { name, rows }: Table): FastifyReply =>
  reply
    .type('text/csv; charset=utf-8; header=present')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .send(csvMark + toCsv(rows))
