namespace EventSinks.OpenStack.Clouds;

/// <summary>A machine of its own: empty folders, and the variables that a test sets.</summary>
internal sealed class CloudMachine : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("clouds").FullName;

    /// <summary>What an ordinary cloud has in <c>auth</c>, on one line.</summary>
    public const string Auth =
        "auth_url: 'https://keystone:5000/v3', username: u, password: p, user_domain_name: Default, project_name: demo, project_domain_id: default";

    public CloudMachine()
    {
        Directory.CreateDirectory(Folders.Current);
        Reader = new CloudReader(name => Variables.GetValueOrDefault(name), Folders);
    }

    public Dictionary<string, string?> Variables { get; } = new(StringComparer.Ordinal);

    public MachineFolders Folders => new(Path.Combine(_root, "here"), Path.Combine(_root, "home"), Path.Combine(_root, "etc"));

    public CloudReader Reader { get; }

    /// <summary>Gives the path of a file: relative to the machine's root.</summary>
    public string PathOf(string file) => Path.Combine(_root, file);

    /// <summary>Writes a file, <c>here/clouds.yaml</c> if nothing else is said.</summary>
    public CloudMachine With(string text, string file = "here/clouds.yaml")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
        return this;
    }

    /// <summary>Writes clouds.yaml with one cloud.</summary>
    /// <param name="more">What it has beside <c>auth</c>, on one line.</param>
    /// <param name="auth">What it has in <c>auth</c>, on one line.</param>
    public CloudMachine WithCloud(string more = "", string auth = Auth) =>
        With($"clouds: {{prod: {{auth: {{{auth}}}{(more.Length > 0 ? ", " : "")}{more}}}}}");

    /// <summary>Sets variables, each as <c>NAME=value</c> without <c>OS_</c>.</summary>
    public CloudMachine WithVariables(params string[] variables)
    {
        foreach (var variable in variables)
        {
            var parts = variable.Split('=', 2);
            Variables["OS_" + parts[0]] = parts[1];
        }

        return this;
    }

    /// <summary>Sets the variables of somebody who signs in with a password.</summary>
    public CloudMachine WithUser() => WithVariables(
        "AUTH_URL=https://keystone:5000", "USERNAME=u", "PASSWORD=p", "USER_DOMAIN_NAME=Default", "PROJECT_NAME=demo", "PROJECT_DOMAIN_NAME=Default");

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
