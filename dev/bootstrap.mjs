// First file of `npm start`, `npm test` and `npm run reset`. It needs no installed package and is written so
// that an old Node.js still reads it and can say what is wrong.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error('Waybill needs Node.js 20.19 or newer, this is ' + process.version + ': install a newer one.');
  process.exit(1);
}
import('./prepare.mjs')
  .then((prepare) => prepare.run(process.argv[2], process.argv.slice(3)))
  .catch((error) => {
    console.error(error.sentence ? error.message : error);
    process.exit(1);
  });
