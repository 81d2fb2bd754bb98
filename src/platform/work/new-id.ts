import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

const pool = Buffer.alloc(4_096)
let used = pool.length

/** Random bytes out of a store: to ask the system for a few takes as long as for many. They are the caller's until it asks again. */
export function randomBytesOfPool(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += count
  return pool.subarray(used - count, used)
}

let msecs = 0
let seq = 0
const lastSeq = 0xffff_ffff

/** A UUID of version 7 (RFC 9562 §5.7). Of one process each is greater than the one before, also where the clock is set back. */
export function newId(): string {
  const random = randomBytesOfPool(16)
  const now = Date.now()
  if (now > msecs) {
    msecs = now
    // Its first bit is left to count in, so that the counter does not run over within a millisecond.
    seq = random.readUInt32BE(6) >>> 1
  } else if (seq === lastSeq) {
    msecs += 1
    seq = 0
  } else {
    seq += 1
  }
  return v7({ random, msecs, seq })
}
