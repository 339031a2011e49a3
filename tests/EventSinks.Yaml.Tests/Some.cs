namespace EventSinks.Yaml;

/// <summary>Reads texts for tests.</summary>
internal static class Some
{
    public static YamlValue Value(string text)
    {
        var result = YamlReader.Read(text, "test.yaml");
        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.IsError), Is.Empty);
        return result.Value!;
    }

    public static string Json(string text) => YamlJsonWriter.Write(Value(text));

    public static Diagnostic OnlyError(string text, YamlLimits? limits = null) =>
        YamlReader.Read(text, "test.yaml", limits).Diagnostics.Single(diagnostic => diagnostic.IsError);
}
