namespace EsgFunctions.Ingestion;

internal static partial class FeedBodyReader
{
    /// <summary>A body that is larger than allowed.</summary>
    private sealed class BodyTooLargeException() : IOException("The body is larger than allowed.");

    /// <summary>Passes on what another stream gives, counts it, and breaks off at a limit. For reading, by async calls only.</summary>
    private sealed class MeteredStream(Stream inner, long maxBytes) : Stream
    {
        private readonly byte[] _head = new byte[2];
        private int _headLength;

        /// <summary>Bytes given so far, those that were peeked at included.</summary>
        public long Count { get; private set; }

        /// <summary>The last four of them as a number, little-endian.</summary>
        public uint Tail { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        /// <summary>The first two bytes, or as many as there are, which are still read afterwards. Before the first reading only.</summary>
        public async Task<ReadOnlyMemory<byte>> PeekAsync(CancellationToken cancellationToken)
        {
            _headLength = await inner.ReadAtLeastAsync(_head, _head.Length, throwOnEndOfStream: false, cancellationToken);
            Count += _headLength;
            return _head.AsMemory(0, _headLength);
        }

        /// <exception cref="BodyTooLargeException">The limit is passed.</exception>
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_headLength > 0 && buffer.Length > 0)
            {
                var peeked = Math.Min(_headLength, buffer.Length);
                _head.AsMemory(0, peeked).CopyTo(buffer);
                _head[0] = _head[1];
                _headLength -= peeked;
                return peeked;
            }

            var read = await inner.ReadAsync(buffer, cancellationToken);
            Count += read;
            foreach (var last in buffer.Span[Math.Max(0, read - 4)..read])
            {
                Tail = (Tail >> 8) | ((uint)last << 24);
            }

            return Count <= maxBytes ? read : throw new BodyTooLargeException();
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async ValueTask DisposeAsync()
        {
            await inner.DisposeAsync();
            await base.DisposeAsync();
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
