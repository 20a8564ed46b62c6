'use strict'

// Where the registry has no package of the pinned Node, scripts run that of the machine. It may be any, so this file is
// JavaScript that old ones understand.
var oldest = 24

if (Number(process.versions.node.split('.')[0]) < oldest) {
  process.stderr.write(
    'Cruxgrid needs Node.js ' +
      oldest +
      ' or newer, and this is ' +
      process.version +
      ': run npm ci, which brings it for Linux and 64-bit Windows, or install it from https://nodejs.org.\n',
  )
  process.exit(1)
}
