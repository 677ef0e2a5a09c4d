export { startDatabaseServer as default } from './databaseServer';
