import { createHash } from 'node:crypto'

/** Names by SQL text, so that PostgreSQL parses each statement once a connection. The texts are the service's own, so they are few. */
const statementNames = new Map<string, string>()
export function statementName(text: string): string {
  let name = statementNames.get(text)
  if (!name) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 24)
    statementNames.set(text, name)
  }
  return name
}
