namespace EventSinks.OpenStack.Clouds;

[Parallelizable(ParallelScope.All)]
public sealed class SearchPathTests
{
    private static readonly MachineFolders Machine = new("/here", "/home/u", "/etc");

    [Test]
    public void Of_NoVariables_IsTheOrderOfOpenstacksdk() =>
        Assert.That(Folders(), Is.EqualTo(["/here", "/home/u/.config/openstack", "/etc/xdg/openstack", "/etc/openstack"]));

    [Test]
    public void Of_AnotherConfigHome_GoesBeforeTheHome() => Assert.That(
        Folders(("XDG_CONFIG_HOME", "/x")),
        Is.EqualTo(["/here", "/x/openstack", "/home/u/.config/openstack", "/etc/xdg/openstack", "/etc/openstack"]));

    [Test]
    public void Of_ASnap_LooksInTheRealHome() => Assert.That(
        Folders(("SNAP_REAL_HOME", "/home/real")),
        Is.EqualTo(["/here", "/home/u/.config/openstack", "/home/real/.config/openstack", "/etc/xdg/openstack", "/etc/openstack"]));

    [Test]
    public void Of_SeveralConfigDirs_LooksInEach() => Assert.That(
        Folders(("XDG_CONFIG_DIRS", "/a::~/b")),
        Is.EqualTo(["/here", "/home/u/.config/openstack", "/a/openstack", "/home/u/b/openstack", "/etc/openstack"]));

    [Test]
    public void Of_EmptyVariables_AreAbsent() =>
        Assert.That(Folders(("XDG_CONFIG_HOME", ""), ("XDG_CONFIG_DIRS", ""), ("SNAP_REAL_HOME", "")), Is.EqualTo(Folders()));

    [Test]
    public void Candidates_OfAName_AreYamlBeforeJsonInEachFolder() => Assert.That(
        new SearchPath(["/a", "/b"]).Candidates("clouds"),
        Is.EqualTo(["/a/clouds.yaml", "/a/clouds.yml", "/a/clouds.json", "/b/clouds.yaml", "/b/clouds.yml", "/b/clouds.json"]));

    private static IReadOnlyList<string> Folders(params (string Name, string Value)[] variables) =>
        SearchPath.Of(name => variables.FirstOrDefault(variable => variable.Name == name).Value, Machine).Folders;
}
