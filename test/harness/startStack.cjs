// Runs the compiled stack without the bootstrap's look at the sources.
const [main, ...args] = process.argv.slice(2);
require(main).main('start', args);
