'use strict';
const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const { setTimeout: delay } = require('node:timers/promises');

/** A process as pid and start time (a pid alone comes back after a reboot); empty when it is gone. */
function identity(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? '' : `${pid} ${fields[19]}`;
  } catch {
    if (process.platform === 'linux') return '';
  }
  try {
    process.kill(pid, 0);
    return `${pid} -`;
  } catch (error) {
    return error.code === 'EPERM' ? `${pid} -` : '';
  }
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

function holder(file) {
  const content = read(file);
  const pid = Number(content.split(' ')[0]);
  return pid > 0 && identity(pid) === content ? pid : null;
}

/** Removes a lock whose process is gone, unless another one has taken its place in the meantime. */
function removeStale(file, seen) {
  const aside = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    fs.renameSync(file, aside);
    if (read(aside) !== seen) fs.linkSync(aside, file);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  }
  fs.rmSync(aside, { force: true });
}

function tryLock(file) {
  let stale = false;
  for (;;) {
    const own = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
    fs.writeFileSync(own, identity(process.pid));
    try {
      fs.linkSync(own, file);
      return { stale, release: () => fs.rmSync(file, { force: true }) };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    } finally {
      fs.rmSync(own, { force: true });
    }
    const pid = holder(file);
    if (pid !== null) return { pid };
    stale = true;
    const seen = read(file);
    if (seen !== '' && holder(file) === null) removeStale(file, seen);
  }
}

async function withLock(file, onWait, work) {
  let told = false;
  for (;;) {
    const lock = tryLock(file);
    if (!('pid' in lock)) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    if (!told) onWait(lock.pid);
    told = true;
    await delay(200);
  }
}

module.exports = { holder, tryLock, withLock };
