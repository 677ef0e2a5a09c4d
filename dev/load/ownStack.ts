import { main } from '../main';

/** Entry of a stack that another program starts: `npm start` without the bootstrap's look at the sources. */
main('start', process.argv.slice(2));
