/** The chunk stream: messages cut into chunks and put together again, nothing of what they mean. */
package tv.aircheck.rtmp.chunk;
