import { isMainThread } from 'node:worker_threads'

/** Asks this process to stop when the one that started it is gone, so that `kill -9` there leaves nothing running here. */
export function followParent() {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  timer.unref()
}

if (import.meta.url.endsWith('?follow') && isMainThread) followParent()
