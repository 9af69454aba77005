"""The two groups that open the CMS; `jurisdictions.cms.cms_groups_sync` puts people into them."""

from django.db import migrations

EDITORS = "Editors"
ADMINISTRATORS = "Administrators of the CMS"

PAGE_PERMISSIONS = {
    "add_page": "Add/edit pages you own",
    "change_page": "Edit any page",
    "publish_page": "Publish any page",
    "bulk_delete_page": "Delete pages with children",
    "lock_page": "Lock/unlock pages you've locked",
    "unlock_page": "Unlock any page",
}
FOR_ADMINISTRATORS_ONLY = {"bulk_delete_page", "unlock_page"}

COLLECTION_PERMISSIONS = {
    ("wagtailimages", "image"): ["add_image", "change_image", "choose_image"],
    ("wagtaildocs", "document"): ["add_document", "change_document", "choose_document"],
}


def permission(apps, app_label, model, codename, name):
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    found, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return found


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    on_pages = apps.get_model("wagtailcore", "GroupPagePermission").objects
    in_collections = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    access = permission(apps, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
    for group_name in (EDITORS, ADMINISTRATORS):
        group, _made = Group.objects.get_or_create(name=group_name)
        group.permissions.add(access)
        for codename, name in PAGE_PERMISSIONS.items():
            if group_name == EDITORS and codename in FOR_ADMINISTRATORS_ONLY:
                continue
            allowed = permission(apps, "wagtailcore", "page", codename, name)
            on_pages.get_or_create(group=group, page=root, permission=allowed)
        for (app_label, model), codenames in COLLECTION_PERMISSIONS.items():
            for codename in codenames:
                name = f"Can {codename.replace('_', ' ')}"
                allowed = permission(apps, app_label, model, codename, name)
                in_collections.get_or_create(
                    group=group, collection=collection, permission=allowed
                )
    administrators = Group.objects.get(name=ADMINISTRATORS)
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.all():
        task.groups.add(administrators)


def drop_groups(apps, schema_editor):
    """Wagtail made "Editors" itself; only the other group is ours to remove."""
    apps.get_model("auth", "Group").objects.filter(name=ADMINISTRATORS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("jurisdictions", "0002_user_time_zone"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0003_admin_managed"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(make_groups, drop_groups)]
