using EventSinks.OpenStack.Answers;

namespace EventSinks.OpenStack.Clouds;

/// <summary>One reading, from the choice of a cloud to its settings; used once.</summary>
internal sealed class CloudReadingSteps
{
    private readonly Findings _findings = new();
    private readonly Func<string, string?> _variable;
    private readonly MachineFolders _machine;
    private readonly ConfigFiles _files;

    /// <summary>Begins a reading.</summary>
    public CloudReadingSteps(Func<string, string?> variable, MachineFolders machine)
    {
        _variable = variable;
        _machine = machine;
        _files = new(SearchPath.Of(variable, machine), variable, _findings);
    }

    /// <summary>Reads a cloud of files or variables.</summary>
    public CloudReading OfMachine(string? cloud, string? region) =>
        new CloudChoice(_variable, _files, _findings).Choose(cloud) is { } chosen ? Read(chosen, region, host: null) : Failed("no cloud");

    /// <summary>Reads a cloud of the host's configuration.</summary>
    public CloudReading OfConfiguration(IReadOnlyDictionary<string, string?> values)
    {
        var given = ConfigurationValues.Read(values, _findings);
        if (given.Cloud is null)
        {
            return Read(new(ConfigurationValues.Origin, given.Values), given.Region, host: null);
        }

        // The variables are out of the question, whatever the cloud is called; those that say where files are count.
        var choice = new CloudChoice(name => name.StartsWith("OS_CLIENT_", StringComparison.Ordinal) ? _variable(name) : null, _files, _findings);
        return choice.Choose(given.Cloud) is { } chosen ? Read(chosen, given.Region, given) : Failed(ConfigurationValues.Origin.Source);
    }

    private CloudReading Read(ChosenCloud chosen, string? region, ConfigurationValues? host)
    {
        var cloud = new CloudLayers(new(_files, _findings), _findings).Lay(chosen, region, host);
        var origin = host is { SaysMoreThanRegion: true }
            ? chosen.Origin with { Source = $"{chosen.Origin.Source}, with {ConfigurationValues.Origin.Source}" }
            : chosen.Origin;
        var settings = new SettingsReader(new(cloud, origin, _findings), _machine).Read();
        return new(settings, OneLine.Of(origin.Source), _findings.Warnings, _findings.Problem);
    }

    private CloudReading Failed(string source) => new(new(), source, _findings.Warnings, _findings.Problem);
}
