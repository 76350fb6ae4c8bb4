namespace EsgFunctions.Ingestion;

/// <summary>Hands characters on and keeps those behind the last mark, so that another reader can begin again there.</summary>
internal sealed class MarkedText(TextReader source) : TextReader
{
    private const int BlockLength = 8 * 1024;

    private char[] _kept = new char[16 * 1024];
    private int _start;
    private int _end;
    private int _next;
    private bool _skipsLineFeed;

    /// <summary>Line and column of the mark; both begin with 1.</summary>
    public int Line { get; private set; } = 1;

    private int Column { get; set; } = 1;

    /// <summary>What comes first, not used up by looking: that many characters, fewer at the end.</summary>
    public ReadOnlySpan<char> Peek(int count)
    {
        while (_end - _next < count && Take(count - (_end - _next)) > 0)
        {
        }

        return _kept.AsSpan(_next, Math.Min(count, _end - _next));
    }

    public override int Read(char[] buffer, int index, int count)
    {
        if (_next == _end && Take(count) == 0)
        {
            return 0;
        }

        var length = Math.Min(count, _end - _next);
        _kept.AsSpan(_next, length).CopyTo(buffer.AsSpan(index));
        _next += length;
        return length;
    }

    public override int Read()
    {
        var one = new char[1];
        return Read(one, 0, 1) == 0 ? -1 : one[0];
    }

    /// <summary>Lets go of what lies before this place, which is not before the last mark.</summary>
    public void Mark(int line, int column)
    {
        while (Line < line && _start < _end)
        {
            var kept = _kept.AsSpan(_start, _end - _start);
            var breaks = kept.IndexOfAny('\n', '\r');
            if (breaks < 0)
            {
                break;
            }

            var isLineFeed = kept[breaks] == '\n';
            Line += isLineFeed && breaks == 0 && _skipsLineFeed ? 0 : 1;
            _skipsLineFeed = !isLineFeed;
            _start += breaks + 1;
            Column = 1;
        }

        if (_skipsLineFeed && _start < _end && _kept[_start] == '\n')
        {
            _start++;
        }

        _skipsLineFeed = false;
        _start = Math.Min(_start + Math.Max(0, column - Column), _end);
        Column = Math.Max(Column, column);
    }

    /// <summary>Goes back to the mark.</summary>
    public void Rewind() => _next = _start;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Take(int count)
    {
        count = Math.Max(count, BlockLength);
        if (_end + count > _kept.Length)
        {
            if (_start > 0)
            {
                _kept.AsSpan(_start, _end - _start).CopyTo(_kept);
                (_start, _next, _end) = (0, _next - _start, _end - _start);
            }

            if (_end + count > _kept.Length)
            {
                Array.Resize(ref _kept, Math.Max(_end + count, _kept.Length * 2));
            }
        }

        var read = source.Read(_kept, _end, count);
        _end += read;
        return read;
    }
}
