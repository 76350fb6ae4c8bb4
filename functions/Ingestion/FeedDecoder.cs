using System.Text;

namespace EsgFunctions.Ingestion;

/// <summary>
/// The characters of outside bytes, block by block. As long as only ASCII comes, no encoding has to be chosen; at the first other byte the
/// next <see cref="WindowLength"/> bytes decide. What the chosen encoding cannot read further on is replaced and counted.
/// </summary>
internal sealed class FeedDecoder : TextReader
{
    private const int HeadLength = 16 * 1024;
    private const int WindowLength = 256 * 1024;

    private readonly Stream _bytes;
    private readonly string? _contentType;
    private readonly FeedLimits _limits;
    private readonly ICollection<string> _problems;
    private byte[] _window = new byte[HeadLength];
    private int _from;
    private int _to;
    private bool _isAtEnd;
    private Decoder? _decoder;
    private EncodingHints _hints;
    private bool _isLatin;
    private long _spoilt;
    private long _characters;
    private bool _isTold;

    /// <param name="problems">Takes what was wrong: a declaration that does not fit, bytes that were replaced.</param>
    public FeedDecoder(Stream bytes, string? contentType, FeedLimits limits, ICollection<string> problems)
    {
        (_bytes, _contentType, _limits, _problems) = (bytes, contentType, limits, problems);
        Fill(HeadLength);
        Begin();
    }

    /// <summary>The first bytes, mark included.</summary>
    public ReadOnlySpan<byte> Head => _window.AsSpan(0, _to);

    /// <summary>Name of the encoding as IANA writes it, in lower case. Right once all is read.</summary>
    public string Name { get; private set; } = "utf-8";

    /// <exception cref="FeedFormatException">More characters than allowed.</exception>
    public override int Read(char[] buffer, int index, int count)
    {
        var read = 0;
        while (read == 0 && count > 0)
        {
            if (_from == _to && !Fill(1) && _decoder is null)
            {
                break;
            }

            read = _decoder is null ? ReadAscii(buffer.AsSpan(index, count)) : Decode(buffer.AsSpan(index, count));
            if (read == 0 && _isAtEnd && _from == _to)
            {
                break;
            }
        }

        _characters += read;
        if (_characters > _limits.MaxCharacters)
        {
            throw new FeedFormatException($"The document is longer than {_limits.MaxCharacters} characters");
        }

        if (read == 0 && count > 0 && _spoilt > 0 && !_isTold)
        {
            _isTold = true;
            _problems.Add($"{_spoilt} spoilt characters were replaced: the bytes are not valid {Name} there.");
        }

        return read;
    }

    public override int Read()
    {
        var one = new char[1];
        return Read(one, 0, 1) == 0 ? -1 : one[0];
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _bytes.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Begin()
    {
        var head = Head;
        if (FeedEncoding.ByMark(head) is var (marked, length))
        {
            _from = length;
            Choose(marked);
        }
        else if (FeedEncoding.ByZeros(head) is { } wide)
        {
            Choose(wide);
        }
        else
        {
            _hints = EncodingHints.Of(_contentType, head, _problems);
            Name = _hints.NameOfAscii;
            if (_hints.Declared is { } declared && FeedEncoding.IsStateful(declared))
            {
                Choose(declared);
            }
        }
    }

    private int ReadAscii(Span<char> chars)
    {
        var available = _window.AsSpan(_from, Math.Min(_to - _from, chars.Length));
        Ascii.ToUtf16(available, chars, out var read);
        _from += read;
        if (read < available.Length && read == 0)
        {
            Fill(WindowLength);
            var (encoding, name) = FeedEncoding.Decide(_window.AsSpan(_from, _to - _from), _isAtEnd, _hints, _problems);
            Choose(encoding);
            Name = name;
            _isLatin = name == FeedEncoding.Latin1Name;
        }

        return read;
    }

    private int Decode(Span<char> chars)
    {
        var bytes = _window.AsSpan(_from, _to - _from);
        _decoder!.Convert(bytes, chars, flush: _isAtEnd, out var used, out var read, out _);
        if (_isLatin && bytes[..used].IndexOfAnyInRange((byte)0x80, (byte)0x9F) >= 0)
        {
            _isLatin = false;
            Name = "windows-1252";
        }

        _from += used;
        _spoilt += chars[..read].Count('\uFFFD');
        return read;
    }

    private void Choose(Encoding encoding)
    {
        Name = FeedEncoding.NameOf(encoding);
        _decoder = FeedEncoding.Lenient(encoding).GetDecoder();
    }

    /// <summary>Takes in bytes until that many are there; false where there are none at all.</summary>
    private bool Fill(int wanted)
    {
        if (_to - _from < wanted && !_isAtEnd)
        {
            if (_from > 0)
            {
                _window.AsSpan(_from, _to - _from).CopyTo(_window);
                (_from, _to) = (0, _to - _from);
            }

            if (_window.Length < wanted)
            {
                Array.Resize(ref _window, wanted);
            }

            while (_to < wanted && !_isAtEnd)
            {
                var read = _bytes.Read(_window, _to, _window.Length - _to);
                _isAtEnd = read == 0;
                _to += read;
            }
        }

        return _to > _from;
    }
}
