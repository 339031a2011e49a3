namespace EventSinks.Environments;

/// <summary>The codes of what can be wrong with an environment, beyond its YAML. They never change their meaning.</summary>
public static class EnvironmentDiagnosticCodes
{
    /// <summary>The document is no map.</summary>
    public const string NotAMap = "ES1101";

    /// <summary>A key of the document is no section.</summary>
    public const string WrongSection = "ES1102";

    /// <summary>A section is there, but null.</summary>
    public const string EmptySection = "ES1103";

    /// <summary>A section has a value of the wrong kind.</summary>
    public const string WrongSectionType = "ES1104";

    /// <summary>A section has a value of the wrong kind that Heat takes for nothing, such as <c>false</c>. A warning.</summary>
    public const string IgnoredSectionValue = "ES1105";

    /// <summary>An entry of <c>event_sinks</c> is no map.</summary>
    public const string SinkNotAMap = "ES1106";

    /// <summary>An entry of <c>event_sinks</c> has no <c>type</c>.</summary>
    public const string SinkTypeMissing = "ES1107";

    /// <summary>An entry of <c>event_sinks</c> has a <c>type</c> that is no text, or empty.</summary>
    public const string SinkTypeInvalid = "ES1108";

    /// <summary>There are bytes, which no environment can hold, because it is kept as JSON.</summary>
    public const string BytesNotAllowed = "ES1109";

    /// <summary>The file, or the folder of files, cannot be read.</summary>
    public const string FileUnreadable = "ES1110";

    /// <summary>A later file declares a sink that is declared already; it counts once. A warning.</summary>
    public const string RepeatedSink = "ES1111";

    /// <summary>There is no such merge strategy; the default is used. A warning.</summary>
    public const string UnknownMergeStrategy = "ES1112";

    /// <summary>A later file names another merge strategy for a parameter than the first file with the parameter.</summary>
    public const string ConflictingMergeStrategy = "ES1113";

    /// <summary>Two files give a parameter values that its merge strategy cannot put together.</summary>
    public const string CannotMerge = "ES1114";
}
