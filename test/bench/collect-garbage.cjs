'use strict'

// Preloaded into a process whose memory is measured: what is garbage already doesn't count.
process.on('SIGUSR2', () => {
  global.gc()
  global.gc()
})
