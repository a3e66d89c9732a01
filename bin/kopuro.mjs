// The door of every command, in syntax that an old Node can still read, so that it can say what is missing.
const major = Number(process.versions.node.split('.')[0])

if (major < 20) {
  console.error(`Kopuro needs Node 20 or later, and this is Node ${process.versions.node}: see https://nodejs.org`)
  process.exitCode = 1
} else {
  import('./launch.mjs').then((launcher) => launcher.launch(process.argv[2], process.argv.slice(3)))
}
