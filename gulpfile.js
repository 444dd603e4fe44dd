const { src, dest, parallel } = require('gulp');

/** Puts what tsc does not compile beside what it does: icons, codex files and the bundled workflows. */
const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));
const codex = () => src('nodes/**/*.node.json').pipe(dest('dist/nodes'));
const workflows = () => src('workflows/*.json', { allowEmpty: true }).pipe(dest('dist/workflows'));

exports.default = parallel(icons, codex, workflows);
