/**
 * Looks of the messages. Every style stands inline, for many mail clients drop style sheets; the classes
 * only serve the dark variant in {@link DARK_STYLES}, for the clients that honour it.
 */
export const STYLES = {
	paragraph: 'margin:0 0 16px',
	muted: 'color:#5b6673;font-size:14px;line-height:20px',
	link: 'color:#1a56b0;overflow-wrap:anywhere',
	line: 'border-top:1px solid #e1e6ec',
	block: 'width:100%;border-collapse:collapse;margin:0 0 24px',
	button:
		'display:inline-block;padding:13px 26px;border-radius:6px;background:#1a56b0;color:#ffffff;font-weight:bold;text-decoration:none',
	heading: 'margin:0 0 4px;font-size:16px;font-weight:bold',
	code:
		"margin:0 0 8px;padding:12px;border:1px solid #c9d1da;border-radius:6px;background:#f7f9fb;color:#1d2733;font-family:Menlo,Consolas,'Courier New',monospace;font-size:14px;line-height:21px;word-break:break-all;-webkit-user-select:all;user-select:all",
	// White in dark mode, too: a QR code on dark ground cannot be read.
	qrCode: 'display:block;width:200px;height:200px;margin:8px 0 12px;border:0;background:#ffffff',
	signature: 'font-size:14px;line-height:20px;color:#5b6673;overflow-wrap:anywhere',
} as const;

export const DARK_STYLES = [
	'.cob-page{background:#14181d!important}',
	'.cob-card{background:#1d232a!important;border-color:#2f3842!important}',
	'.cob-text{color:#e8ebef!important}',
	'.cob-muted{color:#a9b3be!important}',
	'.cob-line{border-color:#37414c!important}',
	'.cob-link{color:#8ab8ff!important}',
	'.cob-code{background:#14181d!important;border-color:#37414c!important;color:#e8ebef!important}',
	'.cob-button{background:#2f6fd3!important;color:#ffffff!important}',
].join('');
