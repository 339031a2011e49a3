using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventSinks.Yaml.Corpus;

/// <summary>A document, and what PyYAML makes of it; <c>corpus.py</c> writes them.</summary>
internal sealed record CorpusRecord
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public string? Topic { get; init; }

    public string? Text { get; init; }

    /// <summary>Gets the document if it is bytes.</summary>
    public byte[]? Base64 { get; init; }

    /// <summary>Gets what <c>json.dumps</c> writes.</summary>
    public string? Json { get; init; }

    /// <summary>Gets why <c>json.dumps</c> cannot write it.</summary>
    public string? NotJson { get; init; }

    /// <summary>Gets why PyYAML refuses it.</summary>
    public string? Error { get; init; }

    /// <summary>Gets what is read here although PyYAML refuses it; each is listed in <c>docs/heat-compatibility.md</c>.</summary>
    public string? Here { get; init; }

    public static async Task<IReadOnlyList<CorpusRecord>> ReadAsync(TextReader lines)
    {
        List<CorpusRecord> records = [];
        while (await lines.ReadLineAsync() is { } line)
        {
            records.Add(JsonSerializer.Deserialize<CorpusRecord>(line, Options)!);
        }

        return records;
    }

    /// <summary>Reads the document, and says where that differs from what PyYAML makes of it.</summary>
    /// <returns>The difference; null if there is none.</returns>
    public string? Difference()
    {
        var (found, expected) = (Found(), Expected());
        return found == expected ? null : $"{JsonSerializer.Serialize(Text ?? Convert.ToBase64String(Base64!))}\n    expected {expected}\n    found    {found}";
    }

    // What PyYAML reads and JSON cannot say is as much an error here as what it refuses.
    private string Expected() => Here ?? Json ?? "an error";

    private string Found()
    {
        var read = Text is null ? YamlReader.Read(Base64, "corpus") : YamlReader.Read(Text, "corpus");
        if (read.HasErrors)
        {
            return "an error";
        }

        try
        {
            return YamlJsonWriter.Write(read.Value!);
        }
        catch (NotSupportedException)
        {
            // Bytes: it is the environment that refuses them, in words of its own.
            return "an error";
        }
    }
}
