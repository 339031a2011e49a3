using EventSinks.OpenStack.Answers;
using EventSinks.Yaml;

namespace EventSinks.OpenStack.Clouds;

/// <summary>Decides which cloud is meant: the one that is asked for, else that of <c>OS_CLOUD</c>, else the variables, else the only one.</summary>
internal sealed class CloudChoice(Func<string, string?> variable, ConfigFiles files, Findings findings)
{
    private readonly KnownClouds _known = KnownClouds.Read(files);
    private readonly EnvironmentCloud _environment = EnvironmentCloud.Read(variable);

    /// <summary>Chooses a cloud.</summary>
    /// <param name="name">The cloud that is asked for, if one is.</param>
    /// <returns>The cloud; null if there is a problem.</returns>
    public ChosenCloud? Choose(string? name)
    {
        if (_environment.Exists && _known.Find(_environment.Name) is not null)
        {
            findings.Fail(
                $"{_known.Path} defines a cloud named '{_environment.Name}', which is what the cloud of the OS_* variables is called; "
                + "rename it, or set OS_CLOUD_NAME to another name.");
            return null;
        }

        name = string.IsNullOrEmpty(name) ? variable("OS_CLOUD") : name;
        if (!string.IsNullOrEmpty(name))
        {
            return Named(name);
        }

        return (_environment.Exists, _known.Names.ToArray()) switch
        {
            (true, _) => new(_environment.Origin, _environment.Values),
            (false, [var only]) => Named(only),
            (false, var names) => Nothing(names),
        };
    }

    private ChosenCloud? Named(string name)
    {
        if (_environment.Exists && name == _environment.Name)
        {
            return new(_environment.Origin, _environment.Values);
        }

        if (_known.Find(name) is not { } found)
        {
            findings.Fail($"Cloud {OneLine.Of(name)} was not found. {KnownNames()}{PassedOver()}");
            return null;
        }

        var origin = _known.OriginOf(name);
        if (found is not (YamlMap or YamlNull))
        {
            findings.Fail($"{origin.Source} is {found.KindName}, and not a map of its settings.");
            return null;
        }

        if (_environment.Exists)
        {
            findings.Warn($"{NameList.Of(_environment.Variables)} of the environment count for nothing beside {origin.Source}.");
        }

        return new(origin, found as YamlMap ?? Maps.Empty);
    }

    private ChosenCloud? Nothing(string[] names)
    {
        findings.Fail(names.Length > 0
            ? $"OS_CLOUD is not set, and {_known.Path} has several clouds; set it to one of them: {NameList.Of(names)}."
            : $"OS_AUTH_URL is not set, and {NoClouds()}; set the OS_* variables, or write a clouds.yaml.{PassedOver()}");
        return null;
    }

    private string NoClouds() =>
        _known.Path is { } file ? $"{file} has no clouds" : $"there is no clouds.yaml in {NameList.Of(files.Folders)}";

    private string KnownNames()
    {
        string[] names = _environment.Exists ? [.. _known.Names, _environment.Name] : [.. _known.Names];
        return names.Length > 0 ? $"Known are {NameList.Of(names)}." : $"None is known: {NoClouds()}.";
    }

    private string PassedOver() => files.PassedOver.Count > 0 ? $" Not usable: {NameList.Of(files.PassedOver)}." : "";
}
