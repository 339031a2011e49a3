using System.Text;
using System.Text.Json;

namespace EventSinks.Zaqar.Reader.Requests;

[Parallelizable(ParallelScope.All)]
public sealed class PythonNumbersTests
{
    [TestCase("NaN", "\"NaN\"")]
    [TestCase("[NaN,-Infinity, Infinity]", "[\"NaN\",\"-Infinity\", \"Infinity\"]")]
    [TestCase("{\"NaN\": NaN, \"\\\"NaN\": \"Infinity\"}", "{\"NaN\": \"NaN\", \"\\\"NaN\": \"Infinity\"}")]
    [TestCase("[-1, \"NaN\", null]", null)]
    [TestCase("\"cut NaN", null)]
    [TestCase("", null)]
    public void Quote_TurnsThemIntoTexts_OutsideOfTexts(string json, string? quoted) =>
        Assert.That(PythonNumbers.Quote(Encoding.UTF8.GetBytes(json)) is { } bytes ? Encoding.UTF8.GetString(bytes) : null, Is.EqualTo(quoted));

    [FsCheck.NUnit.Property]
    public void Quote_OfJson_IsNull(string[] texts, int[] numbers)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new { texts, numbers, NaN = "NaN" });

        Assert.That(PythonNumbers.Quote(json), Is.Null);
    }

    [FsCheck.NUnit.Property]
    public void Quote_OfAnything_Ends(byte[] bytes) => Assert.That(() => PythonNumbers.Quote(bytes), Throws.Nothing);
}
