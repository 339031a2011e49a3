using System.Text;

namespace EventSinks.Tool.Publish;

[TestFixture]
public sealed class LineReaderTests
{
    [TestCase("", "")]
    [TestCase("a", "1:a")]
    [TestCase("a\n", "1:a")]
    [TestCase("a\nb", "1:a|2:b")]
    [TestCase("\n\na\n", "1:|2:|3:a")]
    [TestCase("\ufeffa\n", "1:a")]
    [TestCase("12345678\na\n", "1:12345678|2:a")]
    [TestCase("123456789\na\n", "1!|2:a")]
    [TestCase("123456789", "1!")]
    [TestCase("a\n123456789123456789", "1:a|2!")]
    public async Task Read_GivesLinesWithTheirNumbers(string text, string expected)
    {
        Assert.That(await ReadAsync(text, 8, chunk: int.MaxValue), Is.EqualTo(expected));
        Assert.That(await ReadAsync(text, 8, chunk: 1), Is.EqualTo(expected));
        Assert.That(await ReadAsync(text, 8, chunk: 3), Is.EqualTo(expected));
    }

    [Test]
    public async Task Read_OfLinesLongerThanItsFirstBuffer_KeepsThemWhole()
    {
        string[] lines = [new('a', 200_000), "b", new('c', 70_000), "", new('d', 131_072), "e"];

        var read = await ReadAsync(string.Join('\n', lines), 200_000, chunk: 50_000);

        Assert.That(read, Is.EqualTo(string.Join('|', lines.Select(static (line, i) => $"{i + 1}:{line}"))));
    }

    private static async Task<string> ReadAsync(string text, int maxLength, int chunk)
    {
        var reader = new LineReader(new ChunkedStream(Encoding.UTF8.GetBytes(text), chunk), maxLength);
        List<string> lines = [];
        while (await reader.ReadAsync(CancellationToken.None) is { } line)
        {
            lines.Add(line.IsTooLong ? $"{line.Number}!" : $"{line.Number}:{Encoding.UTF8.GetString(line.Bytes.Span)}");
        }

        return string.Join('|', lines);
    }

    /// <summary>Gives its bytes in pieces, as a pipe does.</summary>
    private sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
