/** All that src takes from the sandbox, by the one import of src/sandbox.ts. */
export { FolderInUseError } from '../postgres/embedded-postgres.ts'
export { printBanner } from './banner.ts'
export { joinSandboxDatabase, openSandboxDatabase } from './database.ts'
export { openSandbox } from './open-sandbox.ts'
export { sandboxFieldKeys, sandboxSealKeys } from './seal-keys.ts'
