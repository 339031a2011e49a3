using Microsoft.Extensions.Configuration;

namespace EventSinks.Local;

/// <summary>
/// Makes sinks of type <c>json-lines</c>: each event is one line, Heat's event body, at the end of a file below one folder. Thread-safe.
/// </summary>
/// <param name="configuration">
/// The sink type's own section. Key <c>folder</c>: the folder that all files are below; the default is <c>events</c> in the current folder.
/// </param>
[ExportEventSink("json-lines")]
public sealed class JsonLinesSinkFactory(IConfigurationSection configuration) : EventSinkFactory<JsonLinesOptions>
{
    private const string DefaultFolder = "events";

    private readonly string _folder = Path.TrimEndingDirectorySeparator(
        Path.GetFullPath(configuration["folder"] is { } folder && !string.IsNullOrWhiteSpace(folder) ? folder : DefaultFolder));

    private readonly FileGates _gates = new();

    /// <inheritdoc />
    protected override SinkDestination Describe(JsonLinesOptions options) => new(options.Path);

    /// <inheritdoc />
    protected override void Check(JsonLinesOptions options, OptionsCheck check)
    {
        if (RelativePath.FindFault(options.Path) is { } fault)
        {
            check.Error(nameof(options.Path), fault);
        }
        else if (options.MaxSize is not null && RelativePath.FindFaultForNumbers(options.Path) is { } tooLong)
        {
            check.Error(nameof(options.Path), tooLong);
        }
    }

    /// <inheritdoc />
    protected override IEventSink Create(JsonLinesOptions options, SinkContext context)
    {
        // Declarations may come out of a store and an older version; nothing outside the folder is ever opened.
        if (RelativePath.FindFault(options.Path) is { } fault)
        {
            throw new ArgumentException(fault, nameof(options));
        }

        var file = new GuardedFile(_folder, options.Path);
        var rotation = options.MaxSize is { } maxSize ? new Rotation(maxSize, options.Keep) : null;
        return new JsonLinesSink(file, _gates.Rent(file.FullPath), rotation, options.Sync);
    }
}
