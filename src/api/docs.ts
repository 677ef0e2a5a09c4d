import { dirname } from 'node:path';
import { Router, static as files } from 'express';

/** Replaces the initializer of the package, which shows somebody else's document and asks a validator on the web. */
const INITIALIZER = `window.onload = () => {
  window.ui = SwaggerUIBundle({
    url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis], layout: 'BaseLayout',
  });
};
`;

/** The docs page under `/docs`: Swagger UI from this process, with no request to anybody else. */
export function docsPage(): Router {
  const router = Router();
  router.get('/swagger-initializer.js', (_req, res) => {
    res.type('text/javascript').send(INITIALIZER);
  });
  router.use(files(dirname(require.resolve('swagger-ui-dist/package.json')), { index: 'index.html' }));
  return router;
}
