namespace EventSinks.Tool.Publish;

/// <summary>Reads lines of bytes in constant memory, however long the input or a line of it.</summary>
internal sealed class LineReader(Stream input, int maxLength)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private long _number;
    private bool _isAtEnd;
    private bool _isSkipping;

    /// <summary>Reads a line.</summary>
    /// <param name="cancellationToken">Gives up waiting, also where the stream itself cannot; nothing may be read afterwards.</param>
    /// <returns>The line; null at the end.</returns>
    public async ValueTask<InputLine?> ReadAsync(CancellationToken cancellationToken)
    {
        var searched = _start;
        while (true)
        {
            var lineEnd = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (lineEnd >= 0)
            {
                lineEnd += searched;
                var line = Take(lineEnd);
                _start = lineEnd + 1;
                return line;
            }

            if (_end - _start > maxLength)
            {
                // What it says does not matter any more, only where it ends.
                _isSkipping = true;
                _start = _end = 0;
            }

            searched = _end;
            if (_isAtEnd)
            {
                var hasRest = _end > _start || _isSkipping;
                InputLine? rest = hasRest ? Take(_end) : null;
                _start = _end;
                return rest;
            }

            searched -= MakeRoom();
            var count = await ReadSomeAsync(cancellationToken).ConfigureAwait(false);
            _isAtEnd = count == 0;
            _end += count;
        }
    }

    private InputLine Take(int lineEnd)
    {
        _number++;
        var line = _buffer.AsMemory(_start, lineEnd - _start);
        var isTooLong = _isSkipping || line.Length > maxLength;
        _isSkipping = false;

        // A byte order mark is no part of the text.
        if (_number == 1 && line.Span.StartsWith("\ufeff"u8))
        {
            line = line["\ufeff"u8.Length..];
        }

        return new InputLine(_number, isTooLong ? default : line, isTooLong);
    }

    // Answers by how much what is in the buffer has moved to the front.
    private int MakeRoom()
    {
        if (_end < _buffer.Length)
        {
            return 0;
        }

        var moved = _start;
        var target = moved > 0 ? _buffer : new byte[Math.Min(_buffer.Length * 2, maxLength + (64 * 1024))];
        _buffer.AsSpan(_start, _end - _start).CopyTo(target);
        _buffer = target;
        _end -= moved;
        _start = 0;
        return moved;
    }

    private async ValueTask<int> ReadSomeAsync(CancellationToken cancellationToken)
    {
        // A terminal or a pipe keeps its reader whatever the token says.
        var read = input.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        return read.IsCompleted
            ? await read.ConfigureAwait(false)
            : await read.AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
