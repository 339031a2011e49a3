namespace EventSinks.Yaml.Hostile;

/// <summary>A megabyte of anything is read, or refused with the right code at the right place. How long it takes, benchmarks measure.</summary>
[Parallelizable(ParallelScope.All)]
public class HostileTextsTests
{
    private const int Megabyte = 1_000_000;

    private static IEnumerable<TestCaseData> Texts => HostileTexts.All.Select(static text => new TestCaseData(text).SetArgDisplayNames(text.Name));

    [TestCaseSource(nameof(Texts))]
    public void Read_AMegabyte_ReadsOrNamesThePlace(object kind)
    {
        var text = (HostileText)kind;

        var megabyte = text.OfLength(Megabyte);
        var result = YamlReader.Read(megabyte, "test.yaml", text.Limits);

        var error = result.Diagnostics.FirstOrDefault(static diagnostic => diagnostic.IsError);
        Assert.That(error?.Code, Is.EqualTo(text.Code), error?.Message);
        Assert.That(text.Place ?? error?.Span.Start.ToString(), Is.EqualTo(error?.Span.Start.ToString()));
        Assert.That(error is null || error.Code == YamlDiagnosticCodes.InvalidCharacter || new TextPlaces(megabyte).Include(error.Span));
        Assert.That(result.Diagnostics, Has.Count.LessThanOrEqualTo(text.Limits.MaxDiagnostics + 1));
        Assert.That(result.Diagnostics.Select(static diagnostic => diagnostic.Message.Length), Is.All.LessThan(300));
    }
}
