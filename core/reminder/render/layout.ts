import { escapeHtml } from './sanitize';
import { DARK_STYLES } from './styles';

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/**
 * A whole HTML message: one column of at most 600 px, readable on a phone, light and dark, with nothing
 * fetched from outside. `body` and `footer` are HTML; the other texts are plain.
 */
export function layout(content: { title: string; sender: string; body: string; footer: string }): string {
	const title = escapeHtml(content.title);
	const sender = escapeHtml(content.sender);
	const footer =
		content.footer === ''
			? ''
			: `<tr><td class="cob-line" style="border-top:1px solid #e1e6ec;${FONT};padding:20px 24px 24px">${content.footer}</td></tr>`;
	return `<!DOCTYPE html>
<html lang="pt-BR">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
<style>:root{color-scheme:light dark}@media (prefers-color-scheme:dark){${DARK_STYLES} }</style>
</head>
<body class="cob-page" style="margin:0;padding:0;background:#f2f4f7;-webkit-text-size-adjust:100%">
<table role="presentation" class="cob-page" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;background:#f2f4f7">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="cob-card" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;border-collapse:separate;background:#ffffff;border:1px solid #e1e6ec;border-radius:10px">
<tr><td class="cob-text" style="padding:22px 24px 0;${FONT};font-size:18px;line-height:24px;font-weight:bold;color:#1d2733;overflow-wrap:anywhere">${sender}</td></tr>
<tr><td class="cob-text" style="padding:20px 24px 4px;${FONT};font-size:16px;line-height:24px;color:#1d2733;overflow-wrap:anywhere">
${content.body}
</td></tr>
${footer}
</table>
</td></tr>
</table>
</body>
</html>
`;
}
